/* Where the program finds its own files: in its build folder while it is not installed, else beside where it
 * was installed to. */
#pragma once

/* The folder that holds the templates. Caller frees. */
char *ap_paths_templates_dir(void);

/* The folder that holds the message catalogues. Caller frees. */
char *ap_paths_locale_dir(void);
