# Unit tests of render: one cmocka group a program.
