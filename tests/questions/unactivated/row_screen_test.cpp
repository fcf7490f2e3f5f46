#include "cuda/questions/unactivated/row_screen.hpp"

#include <algorithm>
#include <memory>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/questions/unactivated/compiled_size.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/backend/philox_rows.hpp"

namespace census::unactivated {
namespace {

template <int dimension, int capacity>
void expect_drawn(const Point& point, std::uint64_t id,
                  const Network<dimension, capacity>& network) {
  const auto drawn = draw_network<Random123Words, dimension, capacity>(point, id);
  ASSERT_EQ(network.second.bias, drawn.second.bias);
  ASSERT_EQ(network.second.negative, drawn.second.negative);
  for (int j = 0; j < point.width; ++j) {
    ASSERT_EQ(network.second.weights[j], drawn.second.weights[j]);
    ASSERT_EQ(network.first_biases[j], drawn.first_biases[j]);
    for (int k = 0; k < dimension; ++k) {
      ASSERT_EQ(network.first_weights[k][j], drawn.first_weights[k][j]);
    }
  }
}

/// Asks `number` networks one by one and side by side, and compares verdict counts and what is
/// left.
template <int dimension, int capacity>
void compare(const Point& point, std::uint64_t first, std::size_t number) {
  const Screen<Random123Words, capacity> screen{point};
  Counts expected;
  std::vector<std::uint64_t> left;
  for (std::uint64_t id = first; id < first + number; ++id) {
    const Verdict verdict = screen(id);
    if (is_settled(verdict)) {
      expected.add(Stage::screen, verdict);
    } else {
      left.push_back(id);
    }
  }
  const auto rows = std::make_unique<RowScreen<PhiloxRows, dimension, capacity>>(point);
  Counts counts;
  std::vector<std::uint64_t> found;
  std::vector<std::uint64_t> ids(RowScreen<PhiloxRows, dimension, capacity>::columns);
  for (std::size_t done = 0; done < number; done += ids.size()) {
    const std::size_t slice = std::min(number - done, ids.size());
    std::iota(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(slice), first + done);
    const std::size_t kept = rows->ask(ids.data(), slice, counts);
    for (std::size_t i = 0; i < kept; ++i) expect_drawn(point, ids[i], rows->network(i));
    found.insert(found.end(), ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(kept));
  }
  EXPECT_EQ(found, left) << point.input_dimension << ", " << point.width;
  EXPECT_EQ(to_tally(counts), to_tally(expected)) << point.input_dimension << ", " << point.width;
}

TEST(RowScreen, SettlesWhatTheScreenSettles) {
  const Distribution shapes[] = {Distribution::normal, Distribution::uniform, Distribution::laplace,
                                 Distribution::cauchy, Distribution::smoothed_rademacher};
  int shape = 0;
  for (int n0 = 1; n0 <= 8; ++n0) {
    for (int n1 = 1; n1 <= 16; ++n1) {
      const Law law{shapes[shape++ % 5], n1 % 3 == 0 ? 0.25F : 1.0F};
      const Point point{n0, n1, law, {}, {}, law, 99U + static_cast<unsigned>(n1)};
      with_compiled_size(point,
                         [&](auto size) { compare<size.dimension, size.capacity>(point, 0, 700); });
    }
  }
}

TEST(RowScreen, SettlesWideNetworks) {
  const Law law;
  for (const int n1 : {17, 31, 63, 64}) {
    compare<1, 64>({1, n1, law, law, law, law, 5}, 1ULL << 40, 400);
    compare<3, 64>({3, n1, law, law, law, law, 5}, 1ULL << 40, 400);
  }
}

TEST(RowScreen, TakesPartsOfASlice) {
  const Law law;
  for (const std::size_t number : {1U, 2U, 15U, 16U, 17U, 255U, 257U}) {
    compare<2, 16>({2, 4, law, law, law, law, 7}, ~std::uint64_t{0} - 1000, number);
  }
}

}  // namespace
}  // namespace census::unactivated
