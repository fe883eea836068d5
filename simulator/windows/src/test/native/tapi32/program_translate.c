#include "program.h"

void scene_translate(void)
{
    CHECK(0);
}
