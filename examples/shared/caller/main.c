/* A C program that links the Go library of the directory above and checks what it computes. */
#include <stdio.h>
#include <string.h>

/* The header that `go build` writes beside the library has the library's name. */
#ifndef LIBRARY_HEADER
#define LIBRARY_HEADER "libshared.h"
#endif
#include LIBRARY_HEADER

int main(int argc, char **argv) {
  char *description = Describe();
  int status = 0;

  if (argc > 1 && strcmp(argv[1], "--version") == 0) {
    printf("%s\n", description);
  } else {
    int words = CountWords("a Go library\nbehind a C program\n\ncounts these words");
    status = words == 10 ? 0 : 1;
    fprintf(status == 0 ? stdout : stderr, "%s: C counted %d words with it, want 10\n", description, words);
  }

  FreeText(description);
  return status;
}
