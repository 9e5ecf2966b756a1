# Unit tests of pdf: one cmocka group a program.
