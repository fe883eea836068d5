/* Commands: one JSON object a line in, one answer a line out. */
#ifndef TAPISRV_COMMANDS_H
#define TAPISRV_COMMANDS_H

#include <stdbool.h>

/* Runs one line of input. False when the program is to end. */
bool command_run(const char *line);

#endif
