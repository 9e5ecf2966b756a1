# Unit tests of document: one cmocka group a program.
