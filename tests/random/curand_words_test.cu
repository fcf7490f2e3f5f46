#define QUALIFIERS static __forceinline__ __host__ __device__
#include <curand_kernel.h>
#undef QUALIFIERS
// curand_words.cuh includes the same bijection once more, which its own guard makes a no-op.
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/random/curand_words.cuh"
#include "tests/random/word_source.hpp"

namespace census {
namespace {

using testing::WordAddress;

std::uint32_t curand_word(const WordAddress& address) {
  curandStatePhilox4_32_10_t state;
  curand_init(address.key, address.id, address.offset, &state);
  return curand(&state);
}

TEST(CurandWords, EqualRandom123OnTheHostOverAMillionWords) {
  const std::vector<WordAddress> addresses = testing::word_addresses(1'200'000);
  const std::vector<std::uint32_t> expected = testing::random123_words(addresses);
  std::size_t differing = 0;
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    const WordAddress& address = addresses[i];
    const std::uint32_t word =
        WordStream<CurandWords>(address.key, address.id).word(address.offset);
    if (word != expected[i]) ++differing;
  }
  EXPECT_EQ(differing, 0U);
}

TEST(CurandWords, AreWhatCurandReturnsAfterCurandInit) {
  const std::vector<WordAddress> addresses = testing::word_addresses(200'000);
  const std::vector<std::uint32_t> expected = testing::random123_words(addresses);
  std::size_t differing = 0;
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    if (curand_word(addresses[i]) != expected[i]) ++differing;
  }
  EXPECT_EQ(differing, 0U);
}

__global__ void device_words(const WordAddress* addresses, std::size_t count,
                             std::uint32_t* words) {
  const std::size_t i = blockIdx.x * std::size_t{blockDim.x} + threadIdx.x;
  if (i >= count) return;
  words[i] = WordStream<CurandWords>(addresses[i].key, addresses[i].id).word(addresses[i].offset);
}

TEST(CurandWords, EqualRandom123OnTheDevice) {
  int cards = 0;
  if (cudaGetDeviceCount(&cards) != cudaSuccess || cards == 0) GTEST_SKIP() << "no CUDA card";
  const std::vector<WordAddress> addresses = testing::word_addresses(1'200'000);
  WordAddress* device_addresses = nullptr;
  std::uint32_t* device_output = nullptr;
  const std::size_t count = addresses.size();
  ASSERT_EQ(cudaMalloc(&device_addresses, count * sizeof(WordAddress)), cudaSuccess);
  ASSERT_EQ(cudaMalloc(&device_output, count * sizeof(std::uint32_t)), cudaSuccess);
  ASSERT_EQ(cudaMemcpy(device_addresses, addresses.data(), count * sizeof(WordAddress),
                       cudaMemcpyHostToDevice),
            cudaSuccess);
  device_words<<<static_cast<unsigned>((count + 255) / 256), 256>>>(device_addresses, count,
                                                                    device_output);
  ASSERT_EQ(cudaGetLastError(), cudaSuccess);
  std::vector<std::uint32_t> words(count);
  ASSERT_EQ(cudaMemcpy(words.data(), device_output, count * sizeof(std::uint32_t),
                       cudaMemcpyDeviceToHost),
            cudaSuccess);
  EXPECT_EQ(words, testing::random123_words(addresses));
  cudaFree(device_addresses);
  cudaFree(device_output);
}

}  // namespace
}  // namespace census
