import FoundationEssentials
import Glibc
import Systems

StandardStream.reserve()
BrokenPipe.becomesAnError()
exit(
  Program(environment: ProcessInfo.processInfo.environment)
    .run(Array(CommandLine.arguments.dropFirst())))
