# po/: the messages of the program in Chinese.
