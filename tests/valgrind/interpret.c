/* Loaded before all other libraries under valgrind: regular expressions are interpreted, not compiled. Compiled ones read
 * whole words, beyond the end of a text too, and what they make of the rest does not matter; but memcheck cannot know,
 * and code that was made up at run time has no name by which a suppression could tell it from ours. */
#include <stdint.h>

int pcre2_jit_compile_8(void *code, uint32_t options);

int
pcre2_jit_compile_8(void *code, uint32_t options)
{
    (void)code;
    (void)options;
    return -45; /* PCRE2_ERROR_JIT_BADOPTION: as a library built without the compiler says */
}
