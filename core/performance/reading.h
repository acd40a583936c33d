// Reading: the cockpit's few generated sentences, as message keys of web/i18n/messages/reading.*.js with their numbers.
#pragma once

#include "performance/attainment.h"

namespace sandtable {

// [{key, params, link}], most important first, at most four: where the unit stands, who carries the gap, where it is heading, and
// rows that match no unit. Params ending in …Minor are in the metric's unit (params.unit), …Ratio 0…1, …Day ISO days; gaps are
// magnitudes, the key says which way.
[[nodiscard]] Json readingLines(const Scope& scope, const Attainment& attainment, int unit);

}  // namespace sandtable
