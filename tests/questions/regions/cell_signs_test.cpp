#include "cuda/questions/regions/cell_signs.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "tests/support/region_cases.hpp"
#include "tests/support/region_cell.hpp"

namespace census::regions {
namespace {

// Of the corners of a square vertex 1 is known for layer 0, vertex 2 for another one.
TEST(ListUnknown, ListsVerticesOnceForEachLayer) {
  const testing::RegionCell<2> square(testing::region_point(2, {3}, Extent::polygon));
  const Workspace<2>& workspace = square.workspace;
  workspace.vertices.known[1] = 0b01;
  workspace.vertices.known[2] = 0b10;
  list_unknown(workspace);
  ASSERT_EQ(workspace.shared->entry.unknown, 3);
  EXPECT_EQ((std::vector<int>(workspace.unknown, workspace.unknown + 4)),
            (std::vector{0, 2, 3, 3}));
  EXPECT_EQ(workspace.vertices.known[2], 0b11U);
  list_unknown(workspace);
  EXPECT_EQ(workspace.shared->entry.unknown, 0);
}

TEST(FindCellSigns, LeavesKnownSignsAlone) {
  testing::RegionCell<2> square(testing::region_point(2, {2}, Extent::polygon));
  square.add({1.0, 0.0, 0.5});
  const Workspace<2>& workspace = square.workspace;
  workspace.vertices.known[1] = 1;
  *workspace.vertices.signs_of(0, 0) = {};
  workspace.vertices.signs_of(0, 0)[1] = {0b10, 0b10};
  list_unknown(workspace);
  find_all_cell_signs<VectorsOf<SoloTeam>>(workspace);
  EXPECT_EQ(workspace.vertices.signs_of(0, 0)[0].negative & 1, 1U);
  EXPECT_EQ(workspace.vertices.signs_of(0, 0)[1].positive, 0b10U);
  EXPECT_EQ(workspace.vertices.signs_of(0, 0)[2].positive & 1, 1U);
}

// Twelve neurons are a block and a half; nothing else of the words' content stays.
TEST(FindCellSigns, LeavesNoBitsThatStandForNoNeuron) {
  testing::RegionCell<2> square(testing::region_point(2, {12}, Extent::polygon));
  for (int j = 0; j < 12; ++j) square.add({1.0, 0.0, 0.5});
  const Workspace<2>& workspace = square.workspace;
  for (int v = 0; v < 4; ++v) {
    workspace.vertices.signs_of(0, 0)[v] = {~std::uint64_t{0}, ~std::uint64_t{0}};
  }
  square.find_signs();
  for (int v = 0; v < 4; ++v) {
    const SignWord& at = workspace.vertices.signs_of(0, 0)[v];
    EXPECT_EQ(at.positive ^ at.negative, 0xfffU) << v;
    EXPECT_EQ(at.uncertain(), 0U) << v;
  }
}

}  // namespace
}  // namespace census::regions
