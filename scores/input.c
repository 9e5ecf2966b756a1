/* Opening, reading and checking the text of input files. */
#include <config.h>

#include "scores/input.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

gboolean
ap_input_exists(const char *path)
{
    GStatBuf status;
    return g_lstat(path, &status) == 0;
}

static void
set_error(GError **error, const char *path, int code)
{
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(code), _("cannot read %s: %s"), path,
                g_strerror(code));
}

/* Sorts a failed open into what the user can put right and what the system did. */
static void
report_open(const char *path, int code, ApProblems *problems, GError **error)
{
    ApPlace place = {path, 1, 1};
    switch (code) {
    case ENOENT:
    case ENOTDIR:
        ap_problems_error(problems, place, _("the file is missing; add it"));
        break;
    case EACCES:
    case EPERM:
        ap_problems_error(problems, place, _("the file may not be read; change its permissions"));
        break;
    case ELOOP:
        ap_problems_error(problems, place,
                          _("the file is a link that leads in a circle; put the file itself here"));
        break;
    case ENAMETOOLONG:
        ap_problems_error(problems, place, _("the file's path is too long; move the folder"));
        break;
    default:
        set_error(error, path, code);
    }
}

GDir *
ap_input_open_folder(const char *path, ApProblems *problems, GError **error)
{
    g_autoptr(GError) failure = NULL;
    GDir *folder = g_dir_open(path, 0, &failure);
    if (folder != NULL)
        return folder;
    if (g_error_matches(failure, G_FILE_ERROR, G_FILE_ERROR_ACCES))
        ap_problems_error(problems, (ApPlace){path, 1, 1},
                          _("the folder may not be read; change its permissions"));
    else
        g_propagate_error(error, g_steal_pointer(&failure));
    return NULL;
}

static gboolean
check_status(const char *path, int fd, gsize limit, ApProblems *problems, GError **error)
{
    ApPlace place = {path, 1, 1};
    struct stat status;
    if (fstat(fd, &status) != 0) {
        set_error(error, path, errno);
        return FALSE;
    }
    if (!S_ISREG(status.st_mode)) {
        ap_problems_error(problems, place,
                          S_ISDIR(status.st_mode) ? _("this is a folder; a file is expected here")
                                                  : _("this is no regular file; put the file itself here"));
        return FALSE;
    }
    if (limit > 0 && (guint64)status.st_size > limit) {
        ap_problems_error(problems, place,
                          _("the file has %llu bytes, the limit is %llu; is it the right file?"),
                          (unsigned long long)status.st_size, (unsigned long long)limit);
        return FALSE;
    }
    return TRUE;
}

int
ap_input_open(const char *path, gsize limit, ApProblems *problems, GError **error)
{
    /* Without O_NONBLOCK a pipe of that name would be waited for. */
    int fd = g_open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
    if (fd < 0) {
        report_open(path, errno, problems, error);
        return -1;
    }
    if (!check_status(path, fd, limit, problems, error)) {
        close(fd);
        return -1;
    }
    return fd;
}

gssize
ap_input_fill(int fd, char *buffer, gsize size, const char *path, GError **error)
{
    gsize filled = 0;
    while (filled < size) {
        gssize got = read(fd, buffer + filled, size - filled);
        if (got == 0)
            break;
        if (got > 0) {
            filled += (gsize)got;
        } else if (errno != EINTR) {
            set_error(error, path, errno);
            return -1;
        }
    }
    return (gssize)filled;
}

GBytes *
ap_input_read(const char *path, gsize limit, ApProblems *problems, GError **error)
{
    enum { STEP = 65536 };
    int fd = ap_input_open(path, limit, problems, error);
    if (fd < 0)
        return NULL;
    GByteArray *content = g_byte_array_new();
    gssize got;
    do {
        guint length = content->len;
        g_byte_array_set_size(content, length + STEP);
        got = ap_input_fill(fd, (char *)content->data + length, STEP, path, error);
        g_byte_array_set_size(content, length + (guint)MAX(got, 0));
    } while (got == STEP);
    close(fd);
    if (got < 0) {
        g_byte_array_unref(content);
        return NULL;
    }
    return g_byte_array_free_to_bytes(content);
}

gsize
ap_input_bom(const char *text, gsize length)
{
    return length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* Whether every byte beyond ASCII belongs to a pair of Big5, with the extensions of code page 950. */
static gboolean
looks_like_big5(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        guchar lead = (guchar)text[i];
        if (lead < 0x80)
            continue;
        if (lead == 0x80 || lead == 0xFF || ++i == length)
            return FALSE;
        guchar trail = (guchar)text[i];
        if (trail < 0x40 || trail == 0x7F || (trail > 0x7F && trail < 0xA1) || trail == 0xFF)
            return FALSE;
    }
    return TRUE;
}

/* The place of the byte at `offset`; `place` is that of the first byte. */
static ApPlace
locate(ApPlace place, ApColumns columns, const char *text, gsize offset)
{
    gboolean quoted = FALSE;
    for (gsize i = 0; i < offset; i++) {
        if (text[i] == '\n') {
            place.line++;
            place.column = 1;
        } else if (columns == AP_COLUMNS_CHARACTERS) {
            /* Bytes that only continue a character are not counted. */
            place.column += ((guchar)text[i] & 0xC0) != 0x80;
        } else if (text[i] == '"') {
            quoted = !quoted;
        } else if (text[i] == ',' && !quoted) {
            place.column++;
        }
    }
    return place;
}

/* How many bytes at the beginning of `text` are ASCII and not NUL, at least: eight of them are looked at
 * together, which is quicker than any decoder. */
static gsize
count_plain(const char *text, gsize length)
{
    const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101), tops = ones << 7;
    gsize plain = 0;
    for (guint64 bytes; plain + sizeof bytes <= length; plain += sizeof bytes) {
        memcpy(&bytes, text + plain, sizeof bytes);
        /* A byte of zero borrows, which sets its top bit. */
        if (((bytes | (bytes - ones)) & tops) != 0)
            break;
    }
    return plain;
}

gboolean
ap_input_check_text(ApPlace place, ApColumns columns, const char *text, gsize length, ApProblems *problems)
{
    if (length >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0)) {
        ap_problems_error(
            problems, place,
            _("the file is UTF-16; save it as UTF-8, or convert it: iconv -f UTF-16 -t UTF-8 OLD > NEW"));
        return FALSE;
    }
    const char *end;
    gsize plain = count_plain(text, length);
    if (g_utf8_validate_len(text + plain, length - plain, &end))
        return TRUE;

    gsize offset = (gsize)(end - text);
    place = locate(place, columns, text, offset);
    if (*end == '\0')
        ap_problems_error(problems, place, _("there is a NUL byte here; the file is damaged or no text"));
    else if (looks_like_big5(text, length))
        ap_problems_error(problems, place,
                          _("the file is Big5 (CP950); save it as UTF-8, or convert it: iconv -f CP950 -t "
                            "UTF-8 OLD > NEW"));
    else
        ap_problems_error(problems, place, _("byte 0x%02X is not UTF-8; save the file as UTF-8"),
                          (guint)(guchar)*end);
    return FALSE;
}

static gboolean
is_control(gunichar character)
{
    return g_unichar_iscntrl(character) && character != '\n' && character != '\r' && character != '\t';
}

/* Marks that turn the direction of writing (Unicode, "Bidi_Control"), and blanks without width. */
static gboolean
is_invisible(gunichar character)
{
    return (character >= 0x200B && character <= 0x200F) || (character >= 0x202A && character <= 0x202E) ||
           (character >= 0x2060 && character <= 0x2069) || character == 0x061C || character == 0xFEFF;
}

gboolean
ap_input_check_characters(ApPlace place, const char *text, gsize length, ApProblems *problems)
{
    for (const char *c = text; c < text + length; c = g_utf8_next_char(c)) {
        gunichar character = g_utf8_get_char(c);
        const char *message =
            is_control(character)     ? _("control character U+%04X may not stand here; remove it")
            : is_invisible(character) ? _("character U+%04X cannot be seen; remove it")
            : character == 0xFFFD     ? _("U+%04X stands for a character that was lost; write the character")
                                      : NULL;
        if (message != NULL) {
            ap_problems_error(problems, place, message, character);
            return FALSE;
        }
        place.line += character == '\n' ? 1 : 0;
        place.column = character == '\n' ? 1 : place.column + 1;
    }
    return TRUE;
}
