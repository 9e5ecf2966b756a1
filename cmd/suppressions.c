/* Of the sanitizer build alone: leaks that are not ours. Fontconfig and cairo keep what they once read until
 * the process ends. */
#include <config.h>

const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *
__lsan_default_suppressions(void)
{
    return "leak:libfontconfig.so\nleak:libcairo.so\nleak:libpango\n";
}

const char *
__lsan_default_options(void)
{
    return "print_suppressions=0";
}
