/*
 * Dialog instances that providers start: LINE_CREATEDIALOGINSTANCE makes one in the program whose
 * request it belongs to; tapi32.dll runs it there. Guarded by model_lock; one that has ended is
 * kept as a mark, so that late data for it are noticed.
 */
#ifndef TAPISRV_PROGRAMS_DIALOGS_H
#define TAPISRV_PROGRAMS_DIALOGS_H

#include "programs_model.h"

/* What waits for the program: data of LINE_SENDDIALOGINSTANCEDATA. */
struct dialog_piece {
    struct dialog_piece *next;
    bool null; /* lpParams was NULL */
    DWORD size;
    unsigned char data[];
};

struct dialog {
    DWORD handle;     /* HTAPIDIALOGINSTANCE, never used twice in a run */
    DWORD_PTR driver; /* HDRVDIALOGINSTANCE */
    struct provider *provider;
    struct program *program; /* that shows it; NULL: nobody can */
    const struct usage *usage;
    DWORD request;
    wchar_t *file;
    void *params;
    DWORD size;
    struct dialog_piece *pieces;
    unsigned waiting; /* pieces */
    unsigned users;   /* TSPI_providerGenericDialogData that run with it */
    bool ending;      /* TSPI_providerFreeDialogInstance is called */
    bool ended;
    struct dialog *next; /* among those that live */
};

/* The instance with this handle, ended or not; NULL: there never was one. Model locked. */
struct dialog *dialog_find(ULONG_PTR handle);
/* Whether an instance of this provider that lives has this handle of the provider. Model locked. */
bool dialog_lives(const struct provider *provider, DWORD_PTR driver);
/*
 * Copies the parameters and tells the program. NULL: none more can be made. An instance without
 * program is for dialog_end as soon as the provider's callback has returned. Model locked.
 */
struct dialog *dialog_new(
    const struct request *request, const TUISPICREATEDIALOGINSTANCEPARAMS *of);
/* Hands data on to the program. Model locked. */
void dialog_send(struct dialog *dialog, const void *data, DWORD size);
/* Calls TSPI_providerFreeDialogInstance, once whoever asks; returns after that. */
void dialog_end(struct dialog *dialog, const char *why);
/* The same for all of a usage of TAPI, or of a provider; the program closes their dialogs. */
void dialogs_end_of_usage(const struct usage *usage);
void dialogs_end_of_provider(const struct provider *provider);

/* Keeps the instance of a program from being freed while the provider gets data of it; NULL if it
 * is not the program's or ends. */
struct dialog *dialog_use(DWORD handle, const struct program *program);
void dialog_release(struct dialog *dialog);

/* So many instances are refused from now on (stress). */
void dialogs_refuse(unsigned count);

#endif
