import FoundationEssentials
import Glibc
import Systems

StandardStream.reserve()
exit(
  Program(environment: ProcessInfo.processInfo.environment)
    .run(Array(CommandLine.arguments.dropFirst())))
