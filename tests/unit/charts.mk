# Unit tests of charts: one cmocka group a program.
