#include "squares.h"

#include <cstdlib>
#include <cstring>
#include <exception>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

const int largest = 1000000;

// What one thread found: its part of the total, or the exception that ended it.
struct Part {
  long long total = 0;
  std::exception_ptr failure;
};

long long square(int number) {
  if (number > largest) {
    throw std::out_of_range(std::to_string(number) + " is more than " + std::to_string(largest));
  }
  return static_cast<long long>(number) * number;
}

void add_up(int first, int limit, int step, Part &part) {
  try {
    for (int number = first; number <= limit; number += step) part.total += square(number);
  } catch (...) {
    part.failure = std::current_exception();
  }
}

long long add_up_in_threads(int limit, int threads) {
  std::vector<Part> parts(threads);
  std::vector<std::thread> workers;
  for (int index = 0; index < threads; index++) {
    workers.emplace_back(add_up, index + 1, limit, threads, std::ref(parts[index]));
  }
  for (std::thread &worker : workers) worker.join();

  long long total = 0;
  for (const Part &part : parts) {
    if (part.failure) std::rethrow_exception(part.failure);
    total += part.total;
  }
  return total;
}

char *copy(const std::string &text) {
  char *bytes = static_cast<char *>(std::malloc(text.size() + 1));
  if (bytes != nullptr) std::memcpy(bytes, text.c_str(), text.size() + 1);
  return bytes;
}

}  // namespace

extern "C" char *sum_of_squares(int limit, int threads, long long *total) {
  // No exception may cross into Go: it cannot unwind C++ frames.
  try {
    *total = add_up_in_threads(limit, threads);
    return nullptr;
  } catch (const std::exception &error) {
    return copy(std::string("C++ exception: ") + error.what());
  }
}
