/* What this process holds: shows whether a provider leaks. */
#ifndef TAPISRV_RESOURCES_H
#define TAPISRV_RESOURCES_H

#include "json.h"

/* Handles and private octets of the process, threads of its providers, octets that the model keeps.
 */
void resources_write(struct out *out);

#endif
