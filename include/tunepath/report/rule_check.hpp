#pragma once

#include "tunepath/advise/case.hpp"
#include "tunepath/proof/proof.hpp"
#include "tunepath/report/document.hpp"

#include <span>
#include <string>

namespace tunepath {

/// The answers as a profile that `tunepath estimate` reads. What only pricing can find is in it as
/// a comment.
std::string witness_profile(const Witness& witness);

/// What was gone through, subject by subject, and where the order of rules decides; the overlaps
/// one by one when `overlaps_in_full`.
Document describe_proof(const RuleProof& proof, bool overlaps_in_full);

/// All of it for machines, `tunepath-rule-check/1`, with what came of the cases.
std::string proof_json(const RuleProof& proof, std::span<const CaseRun> runs);

} // namespace tunepath
