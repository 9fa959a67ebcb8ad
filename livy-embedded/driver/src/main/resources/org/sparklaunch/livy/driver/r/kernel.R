# The R half of a Livy session: runs statements and answers each with one line of JSON. Base R only.
#
# Requests come on descriptor 4 and replies leave on 3: standard input and output belong to the user's code and to the
# programs it starts, so nothing they print or read can disturb the conversation.

local({
  Sys.setlocale("LC_CTYPE", "C.UTF-8")
  options(device = function(...) grDevices::png(image_files, ...))

  requests <- file("/dev/fd/4", "r", encoding = "UTF-8", raw = TRUE)
  replies <- file("/dev/fd/3", "wb", raw = TRUE)
  output_file <- tempfile("output")
  image_files <- tempfile("plot%03d-", fileext = ".png")
  image_pattern <- "^plot[0-9]+-.*[.]png$"

  # Bytes outside UTF-8 are shown as <ff>: functions of R for text fail on them.
  valid <- function(text) iconv(enc2utf8(text), "UTF-8", "UTF-8", sub = "byte")

  json_string <- function(text) {
    text <- valid(paste(text, collapse = "\n"))
    text <- gsub("\\", "\\\\", text, fixed = TRUE)
    text <- gsub('"', '\\"', text, fixed = TRUE)
    for (code in which(vapply(1:31, function(code) grepl(intToUtf8(code), text, fixed = TRUE), NA))) {
      text <- gsub(intToUtf8(code), sprintf("\\u%04x", code), text, fixed = TRUE)
    }
    paste0('"', text, '"')
  }

  base64 <- function(bytes) {
    padding <- (3 - length(bytes) %% 3) %% 3
    groups <- matrix(as.integer(c(bytes, raw(padding))), nrow = 3)
    digits <- rbind(groups[1, ] %/% 4, groups[1, ] %% 4 * 16 + groups[2, ] %/% 16,
                    groups[2, ] %% 16 * 4 + groups[3, ] %/% 64, groups[3, ] %% 64)
    text <- c(LETTERS, letters, 0:9, "+", "/")[digits + 1]
    text[length(text) + 1 - seq_len(padding)] <- "="
    paste(text, collapse = "")
  }

  # A JSON array of strings is also the argument list of an R call.
  read_strings <- function(line) {
    eval(parse(text = paste0("c(", substr(line, 2, nchar(line) - 1), ")"), encoding = "UTF-8"))
  }

  reply <- function(json) {
    writeLines(enc2utf8(json), replies, useBytes = TRUE)
    flush(replies)
  }

  reply_ok <- function(data) {
    values <- paste0('"', names(data), '":', vapply(data, json_string, ""), collapse = ",")
    reply(paste0('{"status":"ok","data":{', values, "}}"))
  }

  reply_error <- function(name, message, printed = "") {
    texts <- paste0('"ename":', json_string(name), ',"evalue":', json_string(message), ',"printed":', json_string(printed))
    reply(paste0('{"status":"error",', texts, ',"traceback":[]}'))
  }

  # Output passes through head, which keeps no more than a statement may answer: the next print then fails.
  capture <- function(code) {
    pipe <- pipe(sprintf("head -c %d > %s", limit + 1L, shQuote(output_file)), "w")
    sink(pipe)
    sink(pipe, type = "message")
    running <<- pipe
    tryCatch(withCallingHandlers(evaluate(code), warning = show_warning), finally = end_capture())
  }

  end_capture <- function() {
    pipe <- running
    running <<- NULL
    sink(type = "message")
    while (sink.number() > 0) sink()
    suppressWarnings(try(close(pipe), silent = TRUE))
  }

  # What a statement printed before quit() is in a file that R removes with its temporary folder.
  running <- NULL
  reg.finalizer(environment(), onexit = TRUE, function(ignored) {
    if (!is.null(running)) {
      end_capture()
      reply(paste0('{"status":"ended","printed":', json_string(printed()), "}"))
    }
  })

  # As at a prompt, but with the statement that warned instead of all of them later.
  show_warning <- function(warning) {
    message("Warning message:\n", conditionMessage(warning))
    invokeRestart("muffleWarning")
  }

  evaluate <- function(code) {
    for (expression in parse(text = code, keep.source = FALSE, encoding = "UTF-8")) {
      result <- withVisible(eval(expression, globalenv()))
      if (result$visible) print_value(result$value)
    }
  }

  print_value <- function(value) if (isS4(value)) methods::show(value) else print(value)

  printed <- function() {
    bytes <- readBin(output_file, "raw", file.size(output_file))
    text <- rawToChar(bytes[bytes != as.raw(0)])
    Encoding(text) <- "UTF-8"
    sub("[[:space:]]+$", "", valid(text))
  }

  # The last page that was drawn, if any.
  drawn <- function() {
    grDevices::graphics.off()
    files <- sort(list.files(tempdir(), image_pattern, full.names = TRUE))
    on.exit(unlink(files))
    lapply(utils::tail(files, 1), function(file) {
      list("image/png" = json_string(base64(readBin(file, "raw", file.size(file)))))
    })
  }

  run <- function(code) {
    failure <- tryCatch({ capture(code); NULL }, error = function(e) e, interrupt = function(e) e)
    image <- drawn()
    if (isTRUE(file.size(output_file) > limit)) {
      reply_error("OutputTooLarge", sprintf("output larger than %d bytes, the limit of a statement", limit))
    } else if (inherits(failure, "interrupt")) {
      reply_error("Interrupted", "the statement was interrupted", printed())
    } else if (!is.null(failure)) {
      reply_error("Error", conditionMessage(failure), printed())
    } else {
      text <- printed()
      data <- if (nzchar(text) || length(image) == 0) list("text/plain" = json_string(text)) else list()
      reply_ok(c(data, unlist(image, recursive = FALSE)))
    }
  }

  # SparkR takes the address from the environment, where neither children nor the user's code shall see it.
  connect_spark <- function(home, port, secret) {
    Sys.setenv(SPARK_HOME = home, EXISTING_SPARKR_BACKEND_PORT = port, SPARKR_BACKEND_AUTH_SECRET = secret)
    on.exit(Sys.unsetenv(c("EXISTING_SPARKR_BACKEND_PORT", "SPARKR_BACKEND_AUTH_SECRET")))
    suppressMessages(library(SparkR, lib.loc = c(file.path(home, "R", "lib"), .libPaths())))
    session <- SparkR::sparkR.session()
    assign("spark", session, envir = globalenv())
  }

  # The greeting: output limit, then, where there is SparkR, the Spark home, port and secret of its backend.
  greeting <- read_strings(readLines(requests, 1))
  limit <- as.integer(greeting[1])
  with_spark <- length(greeting) > 1
  started <- tryCatch({ if (with_spark) connect_spark(greeting[2], greeting[3], greeting[4]); TRUE },
                      error = function(e) { reply_error("Error", conditionMessage(e)); FALSE })
  if (started) reply('{"status":"ok","data":{}}')
  while (started) {
    line <- tryCatch(readLines(requests, 1), interrupt = function(e) NA)
    if (length(line) == 0) break
    if (is.na(line)) next
    request <- tryCatch(read_strings(line), error = function(e) e)
    if (inherits(request, "error")) {
      reply_error("Error", conditionMessage(request))
      next
    }
    if (with_spark) SparkR::setJobGroup(request[1], paste("sparkr", request[1]), TRUE)
    run(gsub("\r\n", "\n", request[2], fixed = TRUE))
  }
})
