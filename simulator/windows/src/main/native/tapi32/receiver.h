/* The one thread of a program that fetches messages from the service. */
#ifndef TAPI32_RECEIVER_H
#define TAPI32_RECEIVER_H

#include <stdbool.h>

/*
 * Sees to it that the thread runs; after an app has been entered. It ends by itself when there is
 * no app left, and ends the connection then.
 */
bool receiver_start(void);

#endif
