#pragma once

#include "cuda/census/team.hpp"
#include "cuda/questions/death/living_columns.hpp"

namespace census {

/// The team of one thread that has vector registers: a SoloTeam for which some functions have
/// overloads in the widest vectors of the machine, chosen when the program starts. They return the
/// same bits.
struct VectorTeam : SoloTeam {};

namespace death {

/// See cuda/questions/death/living_columns.hpp.
LayerPass pass_layer(const LayerSums& layer, Rows out, LivingColumns& columns,
                     const VectorTeam& team);

}  // namespace death
}  // namespace census
