/* The table of addresses that the gateway's test reads as well: here its first two fields. */
#include "inside.h"
#include "tap.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

enum { MAX_ROW = 1024 };

static const struct {
    const char *name;
    int32_t result;
} scans[] = {
    {"ok", 0},
    {"DIALPROMPT", LINEERR(DIALPROMPT)},
    {"DIALDIALTONE", LINEERR(DIALDIALTONE)},
    {"DIALQUIET", LINEERR(DIALQUIET)},
    {"DIALBILLING", LINEERR(DIALBILLING)},
    {"INVALADDRESS", LINEERR(INVALADDRESS)},
};

static bool scan_named(const char *name, int32_t *result)
{
    for (size_t i = 0; i < sizeof scans / sizeof scans[0]; i++) {
        if (strcmp(scans[i].name, name) == 0) {
            *result = scans[i].result;
            return true;
        }
    }
    return false;
}

/* Cuts the row at its next ~ and takes the blanks around the field away. */
static char *next_field(char **row)
{
    char *field = *row;
    char *end = strchr(field, '~');
    if (end == NULL) {
        return NULL;
    }
    *row = end + 1;
    while (*field == ' ') {
        field++;
    }
    while (end > field && end[-1] == ' ') {
        end--;
    }
    *end = '\0';
    return field;
}

/* Reads \xHHHH and ASCII; the table holds nothing else. */
static bool units_of(const char *text, uint16_t *units)
{
    size_t count = 0;
    for (; *text != '\0'; count++) {
        unsigned unit = (unsigned char)*text;
        if (strncmp(text, "\\x", 2) == 0 && sscanf(text + 2, "%4x", &unit) == 1) {
            text += 6;
        } else {
            text++;
        }
        if (unit == 0 || count >= MAX_ROW - 1) {
            return false;
        }
        units[count] = (uint16_t)unit;
    }
    units[count] = 0;
    return true;
}

static void check_row(char *row, int line)
{
    static uint16_t units[MAX_ROW];
    int32_t expected = 0;
    char *text = next_field(&row);
    char *scan = next_field(&row);
    bool read =
        text != NULL && scan != NULL && units_of(text, units) && scan_named(scan, &expected);
    tap_check(read, "row can be read", "docs/addresses.csv", line);
    if (read) {
        tap_check_equal(
            address_scan(units), expected, "scan of the row", "docs/addresses.csv", line);
    }
}

static int check_table(FILE *table)
{
    char row[MAX_ROW];
    int rows = 0;
    for (int line = 1; fgets(row, sizeof row, table) != NULL; line++) {
        if (strncmp(row, "# ", 2) != 0) {
            check_row(row, line);
            rows++;
        }
    }
    return rows;
}

void address_tests(const char *path)
{
    FILE *table = fopen(path, "r");
    if (CHECK(table != NULL)) {
        int rows = check_table(table);
        CHECK(rows > 130);
        fclose(table);
    }
    tap_done("address scan does what the table of addresses says");
}
