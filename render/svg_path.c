/* Fixed-point numbers, and the shortest relative command for each step. */
#include <config.h>

#include "render/svg_path.h"

#include <math.h>

#define LONGEST 24 /* characters of a number: those of a 64-bit integer, a sign and a point */

/* 10 to the power of `decimals`. */
static double
units_per_one(guint decimals)
{
    double units = 1;
    while (decimals-- > 0)
        units *= 10;
    return units;
}

/* Appends `value` units of the last of `decimals` places. */
static void
append_units(GString *out, gint64 value, guint decimals)
{
    char text[LONGEST], *const end = text + sizeof text, *first = end;
    guint64 rest = value < 0 ? -(guint64)value : (guint64)value;
    for (; decimals > 0; decimals--, rest /= 10)
        if (rest % 10 != 0 || first != end)
            *--first = (char)('0' + rest % 10);
    if (first != end)
        *--first = '.';
    for (; rest > 0; rest /= 10)
        *--first = (char)('0' + rest % 10);
    if (first == end)
        *--first = '0';
    if (value < 0)
        *--first = '-';
    g_string_append_len(out, first, end - first);
}

void
ap_svg_number(GString *out, double value, guint decimals)
{
    append_units(out, llround(value * units_per_one(decimals)), decimals);
}

ApSvgPath
ap_svg_path_begin(GString *out, guint decimals)
{
    return (ApSvgPath){.out = out, .per_one = units_per_one(decimals), .decimals = decimals};
}

static void
add_command(ApSvgPath *path, char command)
{
    if (command != path->command)
        g_string_append_c(path->out, command);
    path->command = command;
}

/* A number is told from the one before by its sign or by a space. */
static void
add_number(ApSvgPath *path, gint64 value)
{
    if (value >= 0 && !g_ascii_isalpha(path->out->str[path->out->len - 1]))
        g_string_append_c(path->out, ' ');
    append_units(path->out, value, path->decimals);
}

static gint64
in_units(const ApSvgPath *path, double coordinate)
{
    return llround(coordinate * path->per_one);
}

/* A point from the current one, which stays where it is. */
static void
add_point(ApSvgPath *path, double x, double y)
{
    add_number(path, in_units(path, x) - path->x);
    add_number(path, in_units(path, y) - path->y);
}

/* A point that becomes the current one. */
static void
add_end(ApSvgPath *path, double x, double y)
{
    add_point(path, x, y);
    path->x = in_units(path, x);
    path->y = in_units(path, y);
}

/* The first of a path is taken as absolute, and so is measured from 0. Numbers that follow it are lines. */
void
ap_svg_path_move(ApSvgPath *path, double x, double y)
{
    add_command(path, 'm');
    add_end(path, x, y);
    path->start_x = path->x;
    path->start_y = path->y;
    path->command = 'l';
}

void
ap_svg_path_line(ApSvgPath *path, double x, double y)
{
    gint64 across = in_units(path, x) - path->x, down = in_units(path, y) - path->y;
    if (down == 0) {
        add_command(path, 'h');
        add_number(path, across);
    } else if (across == 0) {
        add_command(path, 'v');
        add_number(path, down);
    } else {
        add_command(path, 'l');
        add_number(path, across);
        add_number(path, down);
    }
    path->x += across;
    path->y += down;
}

void
ap_svg_path_quadratic(ApSvgPath *path, double x1, double y1, double x, double y)
{
    add_command(path, 'q');
    add_point(path, x1, y1);
    add_end(path, x, y);
}

void
ap_svg_path_cubic(ApSvgPath *path, double x1, double y1, double x2, double y2, double x, double y)
{
    add_command(path, 'c');
    add_point(path, x1, y1);
    add_point(path, x2, y2);
    add_end(path, x, y);
}

void
ap_svg_path_close(ApSvgPath *path)
{
    add_command(path, 'z');
    path->x = path->start_x;
    path->y = path->start_y;
}

void
ap_svg_path_box(ApSvgPath *path, double x, double y, double width, double height)
{
    ap_svg_path_move(path, x, y);
    ap_svg_path_line(path, x + width, y);
    ap_svg_path_line(path, x + width, y + height);
    ap_svg_path_line(path, x, y + height);
    ap_svg_path_close(path);
}
