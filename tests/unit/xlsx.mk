# Unit tests of xlsx: one cmocka group a program.
