/* TAPI structures between versions: the provider's TSPI version, and the API version of a program.
 */
#ifndef TAPISRV_PROGRAMS_STRUCTS_H
#define TAPISRV_PROGRAMS_STRUCTS_H

#include "structs.h"

#include "programs_model.h"

/* A structure that is made for a program's buffer of `total` bytes. */
struct built {
    const struct layout *layout;
    unsigned char *data; /* free() */
    DWORD room;          /* of data */
    DWORD fixed;
    DWORD used;
    DWORD needed;
};

/*
 * Begins a structure in this version; LINEERR_STRUCTURETOOSMALL if total is less than its fixed
 * part. dwTotalSize is `total`, all else 0.
 */
LONG built_start(struct built *built, const struct layout *layout, DWORD version, DWORD total);
/* The same with all that another structure of another version holds; variable parts are moved. */
LONG built_from(struct built *built, enum struct_kind kind, const unsigned char *from, DWORD size,
    DWORD from_version, DWORD version, DWORD total);
/* Sets a field, if the version has it. */
void built_set(const struct built *built, size_t offset, DWORD value);
DWORD built_get(const struct built *built, size_t offset);
/* Appends a variable part; one that does not fit only counts as needed. */
void built_append(
    struct built *built, size_t size_at, size_t offset_at, const void *data, DWORD size);
/* The same without fields that say where it is; its offset, or 0 if it did not fit. */
DWORD built_place(struct built *built, const void *data, DWORD size);
/* Writes dwNeededSize and dwUsedSize. */
void built_finish(const struct built *built);

/* ---- constants that a version does not know ---- */
DWORD mode_for_version(DWORD state, DWORD mode, DWORD version);
DWORD line_states_for_version(DWORD states, DWORD version);
DWORD call_info_states_for_version(DWORD states, DWORD version);

/* ---- programs_inputs.c: structures that a program passes ---- */
LONG call_params_judge(const unsigned char *params, DWORD size, DWORD version);
/* For the provider, sealed; after call_params_judge. guard_free frees it. */
void *call_params_convert(const unsigned char *params, DWORD from, DWORD to);
/* Keeps what LINECALLINFO will say of the call: fields that all versions have. */
void call_params_notes(const unsigned char *params, struct call *call);
LONG forward_list_convert(
    const unsigned char *list, DWORD size, DWORD from, DWORD to, void **converted);
/* LINEFORWARD in this version. */
DWORD forward_size(DWORD version);

#endif
