/* The local RPC interface of programs: attaching, requests, messages, the end of a process. */
#ifndef TAPISRV_PROGRAMS_RPC_H
#define TAPISRV_PROGRAMS_RPC_H

#include <windows.h>

/* Starts to listen at the endpoint of programs/programs.h; 0 also if that was done before. */
LONG programs_serve(void);

#endif
