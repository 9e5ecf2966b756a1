# Unit tests of scores: one cmocka group a program.
