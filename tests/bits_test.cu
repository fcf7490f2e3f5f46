#include <cstdint>
#include <vector>

#include <cuda_runtime.h>
#include <gtest/gtest.h>

#include "cuda/bits.hpp"

namespace census {
namespace {

struct Found {
  int ones, lowest, highest;
};

__global__ void find(const std::uint64_t* words, Found* found) {
  const std::uint64_t word = words[threadIdx.x];
  found[threadIdx.x] = {count_ones(word), lowest_one(word), highest_one(word)};
}

TEST(DeviceBits, AreThoseOfTheHost) {
  int devices = 0;
  if (cudaGetDeviceCount(&devices) != cudaSuccess || devices == 0) {
    GTEST_SKIP() << "there is no card here";
  }
  const std::vector<std::uint64_t> words = {
      1, 2, 6, 0x00ff00f000000100, 0x8000000000000000, ~std::uint64_t{0}};
  std::uint64_t* device_words = nullptr;
  Found* device_found = nullptr;
  ASSERT_EQ(cudaMallocManaged(&device_words, words.size() * sizeof(std::uint64_t)), cudaSuccess);
  ASSERT_EQ(cudaMallocManaged(&device_found, words.size() * sizeof(Found)), cudaSuccess);
  std::copy(words.begin(), words.end(), device_words);
  find<<<1, static_cast<unsigned>(words.size())>>>(device_words, device_found);
  ASSERT_EQ(cudaDeviceSynchronize(), cudaSuccess);
  for (std::size_t i = 0; i < words.size(); ++i) {
    EXPECT_EQ(device_found[i].ones, count_ones(words[i]));
    EXPECT_EQ(device_found[i].lowest, lowest_one(words[i]));
    EXPECT_EQ(device_found[i].highest, highest_one(words[i]));
  }
  cudaFree(device_words);
  cudaFree(device_found);
}

}  // namespace
}  // namespace census
