# Installs liaison from BUILD_FOLDER into a prefix of its own, then builds and runs the consumer against what was
# installed: once by the CMake package, once by the pkg-config file.

set(prefix ${BUILD_FOLDER}/package/prefix)
set(consumer ${BUILD_FOLDER}/package/consumer)
file(REMOVE_RECURSE ${BUILD_FOLDER}/package)

function(run)
  execute_process(COMMAND ${ARGV} OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE code)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "failed: ${ARGV}\n${said}")
  endif()
  set(said "${said}" PARENT_SCOPE)
endfunction()

function(expect_answer program)
  run(${program} ${CMAKE_CURRENT_LIST_DIR}/../../graphs/genai-2024.json)
  if(NOT said STREQUAL "Deci\n")
    message(FATAL_ERROR "${program} said: ${said}")
  endif()
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD_FOLDER} --prefix ${prefix})

run(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR} -B ${consumer} -G ${GENERATOR} -DCMAKE_PREFIX_PATH=${prefix}
  -DCMAKE_CXX_COMPILER=${COMPILER})
run(${CMAKE_COMMAND} --build ${consumer})
expect_answer(${consumer}/consumer)

file(GLOB_RECURSE pc_file ${prefix}/liaison.pc)
cmake_path(GET pc_file PARENT_PATH pc_folder)
set(ENV{PKG_CONFIG_PATH} ${pc_folder})
run(pkg-config --cflags --libs liaison)
separate_arguments(flags UNIX_COMMAND "${said}")
run(${COMPILER} -std=c++20 ${CMAKE_CURRENT_LIST_DIR}/consumer.cpp ${flags} -o ${consumer}/by_pkg_config)
expect_answer(${consumer}/by_pkg_config)
