#ifndef SQUARES_H
#define SQUARES_H

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Adds up the squares of 1..limit on several threads and writes the total. Returns NULL, or the reason why it could not,
 * which the caller frees: a limit whose total would not fit is an error.
 */
char *sum_of_squares(int limit, int threads, long long *total);

#ifdef __cplusplus
}
#endif

#endif
