#include "base/result.h"

namespace sandtable {

tl::unexpected<Errors> failure(Error error) {
    Errors errors;
    errors.push_back(std::move(error));
    return tl::unexpected<Errors>(std::move(errors));
}

}  // namespace sandtable
