// Three plan texts from anywhere, apart by zero bytes: what merges is a whole plan, made by the patch on mine, and stays as it is when
// it is merged again with the same choice.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "exchange/diff.h"
#include "exchange/merge.h"
#include "exchange/reconcile.h"

using sandtable::Json;
using sandtable::Plan;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

sandtable::Result<Plan> nextPlan(std::string_view& input) {
    const std::size_t zero = input.find('\0');
    const std::string_view text = input.substr(0, zero);
    input = zero == std::string_view::npos ? std::string_view() : input.substr(zero + 1);
    return text.empty() ? Plan::parse(Plan::makeEmpty(Json::object()).serialize()) : Plan::parse(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto base = nextPlan(input);
    const auto mine = base ? nextPlan(input) : base;
    const auto theirs = mine ? nextPlan(input) : mine;
    if (!theirs || base->readOnly() || mine->readOnly() || theirs->readOnly()) return 0;
    for (const char* all : {"", "mine", "theirs", "base"}) {
        const auto merged = sandtable::mergePlans(*base, *mine, *theirs, {.byPath = nullptr, .all = all});
        if (!merged) continue;  // choices that make no plan together
        require(merged->plan.check().empty());
        Plan patched = *mine;
        if (!merged->patch.empty()) require(patched.apply(merged->patch).has_value());
        require(sandtable::compareDocuments(patched.document(), merged->plan.document()).empty());
        Json patch = Json::array();
        Json problems = Json::array();
        const sandtable::TotalsRule rule{.bySet = nullptr, .reserve = true, .closed = {}};
        (void)sandtable::absorbChanges(*mine, patched, rule, patch, problems);
        require(patched.check().empty());
        (void)sandtable::changedTotals({&*base, &*mine, &*theirs, &patched});
        (void)sandtable::newViolations(*mine, patched);
    }
    return 0;
}
