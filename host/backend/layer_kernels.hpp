#pragma once

#include "cuda/questions/death/living_columns.hpp"
#include "host/backend/vector_team.hpp"

namespace census::death {

/// pass_layer (cuda/questions/death/living_columns.hpp) for a team of one thread, in the widest
/// vectors of the machine, chosen when the program starts. The same bits.
LayerPass pass_layer_in_vectors(const LayerSums& layer, Rows out, LivingColumns& columns);

/// Where a team has vector registers, pass_layer is this one.
template <class VectorOctet, class VectorSingles>
LayerPass pass_layer(const LayerSums& layer, Rows out, LivingColumns& columns,
                     const VectorTeam<VectorOctet, VectorSingles>&) {
  return pass_layer_in_vectors(layer, out, columns);
}

}  // namespace census::death
