# Unit tests of layout: one cmocka group a program.
