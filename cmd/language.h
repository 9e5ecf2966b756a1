/* The language of the messages: Chinese where the locale is, English elsewhere. */
#pragma once

/* Sets locale and message catalogue from the environment. */
void ap_language_choose(void);
