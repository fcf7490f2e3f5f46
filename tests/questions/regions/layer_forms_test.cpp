#include "cuda/questions/regions/layer_forms.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <gmpxx.h>
#include <gtest/gtest.h>

#include "cuda/questions/regions/count_regions.hpp"
#include "cuda/random/random123_words.hpp"
#include "tests/support/region_cases.hpp"

namespace census::regions {
namespace {

constexpr int inputs = 20;
constexpr int neurons_of_last = 9;

/// A network of two layers of which the second was entered where some of its inputs are on.
struct Entered {
  Point point = testing::region_point(2, {inputs, neurons_of_last}, Extent::polygon);
  CountRegions<Random123Words, 2> functor{point, coordinate_unit(point), 0, {}};
  std::vector<std::uint64_t> memory = std::vector<std::uint64_t>(functor.workspace_bytes() / 8 + 1);
  Workspace<2> workspace{functor.point, memory.data()};
  std::uint64_t on = 0b10110011100011110101;

  explicit Entered(std::uint64_t id) {
    functor.prepare(workspace);
    functor.draw(id, workspace, SoloTeam{});
    enter_layer<SetSize::any>(functor.point, workspace, SoloTeam{});
    Shared& shared = *workspace.shared;
    workspace.on(0)[0] = workspace.changed[0] = workspace.on_somewhere(0)[0] = on;
    const double norm =
        norm_of_single_errors(workspace.forms.from(shared.layers[0].first_form),
                              InputSet{workspace.on(0), 1}, shared.layers[1].most_terms);
    workspace.refined[0] = 0;
    shared.entry = {true, true, norm, 0};
    shared.cell.layer = 1;
    enter_layer<SetSize::any>(functor.point, workspace, SoloTeam{});
  }

  /// Returns coefficient k of neuron j's pre-activation, exactly that of its inputs as they are.
  mpq_class exact(int j, int k) const {
    const LayerState& layer = workspace.shared->layers[1];
    mpq_class sum = k == 2 ? static_cast<double>(workspace.biases[layer.begin + j]) : 0.0;
    for (int i = 0; i < inputs; ++i) {
      if ((on >> i & 1) == 0) continue;
      const float weight = workspace.weights[layer.weights + i * layer.stride + j];
      sum += mpq_class(static_cast<double>(weight)) *
             workspace.forms.coefficient[k][layer.first_input + i];
    }
    return sum;
  }

  /// Returns how far a form is from the exact one, its coefficients' errors added up.
  double distance(int form, int j) const {
    mpq_class sum;
    for (int k = 0; k < 3; ++k) sum += abs(exact(j, k) - workspace.forms.coefficient[k][form]);
    return sum.get_d();
  }
};

TEST(LayerForms, KnowHowWrongTheyAreInBinary32AndInBinary64) {
  for (std::uint64_t id = 0; id < 20; ++id) {
    const Entered entered(id);
    const LayerForms<2> forms(entered.workspace);
    for (int j = 0; j < neurons_of_last; ++j) {
      const int form = forms.form(j);
      const double rough_error = forms.forms().error[form];
      EXPECT_LE(entered.distance(form, j), rough_error);
      EXPECT_GT(entered.distance(form, j), rough_error * 1e-6);
      EXPECT_TRUE(forms.refine(j));
      EXPECT_FALSE(forms.refine(j));
      EXPECT_EQ(forms.refined_form(j), form);
      const double error = forms.forms().error[form];
      EXPECT_LE(entered.distance(form, j), error);
      EXPECT_LT(error, rough_error * 1e-6);
      double size = 0.0;
      for (const double* const coefficient : forms.forms().coefficient) {
        size += std::fabs(coefficient[form]);
      }
      EXPECT_DOUBLE_EQ(forms.forms().size[form], size);
      // It stays what it is when it is asked for again.
      EXPECT_EQ(forms.form(j), form);
      EXPECT_EQ(forms.forms().error[form], error);
    }
  }
}

TEST(LayerForms, OfTheFirstLayerAreThere) {
  const Entered entered(0);
  entered.workspace.shared->cell.layer = 0;
  const LayerForms<2> forms(entered.workspace);
  EXPECT_FALSE(forms.refine(3));
  EXPECT_EQ(forms.form(3), entered.workspace.shared->layers[0].first_form + 3);
  EXPECT_EQ(forms.refined_form(3), forms.form(3));
}

}  // namespace
}  // namespace census::regions
