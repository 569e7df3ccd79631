#include <iostream>

#include "liaison/error.h"
#include "liaison/result.h"
#include "liaison/value.h"

int main() { std::cout << liaison::to_string(liaison::ErrorCode::SyntaxError) << '\n'; }
