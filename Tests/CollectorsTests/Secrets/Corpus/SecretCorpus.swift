/// The labelled corpus: texts with one secret each, and texts with none, the same for a seed.
enum SecretCorpus {
  static let seed: UInt64 = 20_261_127

  static let samples: [CorpusSample] = positives + negatives

  /// Tokens of every provider in every kind of file, and the rest in proportion.
  static let positives: [CorpusSample] = {
    var random = CorpusRandom(seed: seed)
    var samples: [CorpusSample] = []
    for form in CorpusTokens.all {
      for surrounding in CorpusSurroundings.all {
        samples.append(token(form, surrounding, &random))
      }
      guard !form.needsName else { continue }
      for surrounding in CorpusSurroundings.loose {
        samples.append(token(form, surrounding, &random))
      }
    }
    for number in 0..<300 {
      let isHeld = number % 3 == 0
      samples.append(CorpusGuesses.assigned(&random, isHeld: isHeld, isPassword: true))
      samples.append(CorpusGuesses.assigned(&random, isHeld: isHeld, isPassword: false))
      samples.append(CorpusEncoding.sample(&random, isHeld: isHeld))
      if number % 2 == 0 { samples.append(CorpusGuesses.address(&random, isHeld: isHeld)) }
      if number % 3 == 0 { samples.append(CorpusGuesses.login(&random, isHeld: number % 9 == 0)) }
      if number % 3 == 0 {
        samples.append(CorpusGuesses.privateKey(&random, isHeld: number % 9 == 0))
      }
    }
    return samples
  }()

  static let negatives: [CorpusSample] = {
    var random = CorpusRandom(seed: seed &+ 1)
    return CorpusLookAlikes.all.flatMap { kind in
      (0..<125).map { _ in
        CorpusSample(
          family: "no: " + kind.family, text: kind.make(&random), secret: nil, isHeld: kind.isHeld)
      }
    }
  }()

  private static func token(
    _ form: CorpusTokens.Form, _ surrounding: CorpusSurroundings.Surrounding,
    _ random: inout CorpusRandom
  ) -> CorpusSample {
    let secret = form.make(&random)
    return CorpusSample(
      family: form.needsName ? "named token" : "token",
      text: surrounding.write(random.one(of: form.names), secret, &random), secret: secret,
      isHeld: surrounding.isHeld)
  }
}
