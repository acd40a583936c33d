// Explanation: the parts of one Why drawer, built up field by field.
// Shapes only; which operands explain which figure is why.cpp's business.
#pragma once

#include "performance/attainment.h"

namespace sandtable {

class Explanation {
public:
    // Title, definition and formula keys are "performance.<field>.title" and so on.
    Explanation(const Scope& scope, const Attainment& attainment, std::string field);

    void value(Json amount, std::string unit);
    // Which of the field's formulas was used: "performance.<field>.formula.<variant>".
    void variant(std::string_view variant);
    // "performance.operand.<name>"; `whyField` links to another figure of the same unit (or of `unit`) when not empty.
    void operand(std::string_view name, Json value, std::string_view unit, std::string_view whyField = {},
                 int whyUnit = -1, Json params = Json::object());
    void lever(std::string_view name, Json params);
    // Overrides of the unit's target cells inside the period, oldest first.
    void addTargetChanges();

    [[nodiscard]] Json json() &&;
    [[nodiscard]] const std::string& metricUnit() const { return scope_.metric.unit; }

private:
    [[nodiscard]] Json whyOf(std::string_view field, int unit) const;
    [[nodiscard]] Json scopeJson() const;
    [[nodiscard]] Json recordsJson() const;
    [[nodiscard]] Json comparableJson() const;

    const Scope& scope_;
    const Attainment& attainment_;
    std::string field_;
    Json value_;
    Json formula_;
    Json changes_ = Json::array();
    Json levers_ = Json::array();
};

}  // namespace sandtable
