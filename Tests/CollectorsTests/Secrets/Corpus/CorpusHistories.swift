import Foundation

/// What was taken for a secret in real histories and is none, in the form it stood there.
enum CorpusHistories {
  typealias Kind = CorpusLookAlikes.Kind

  static let lookAlikes: [Kind] = [
    Kind(family: "scanner's baseline", isHeld: false) { random in
      "        \"type\": \"Hex High Entropy String\",\n        \"hashed_secret\": \"\(random.hexadecimal(40))\",\n        \"is_verified\": false,\n        \"line_number\": \(random.number(1...900))\n"
    },
    Kind(family: "anti-forgery token", isHeld: false) { random in
      random.one(of: [
        "Parameters: %{\"_csrf_token\" => \"\(random.text(.base64URL, 56))\", \"user\" => %{}}\n",
        "  \"authenticity_token\"=>\"\(random.hexadecimal(40))\", \"action\"=>\"create\"\n",
        "<script>window.csrfToken = \"\(random.text(.base62, 40))\"</script>\n",
        "form_tag('/login', :authenticity_token => \"\(random.hexadecimal(20))\")\n",
      ])
    },
    Kind(family: "public search key", isHeld: false) { random in
      random.one(of: [
        "var n={appId:\"\(random.text(.capitals36, 10))\",apiKey:\"\(random.hexadecimal(32))\",indexName:\"packages\"};",
        "    algolia: {\n      appId: '\(random.text(.capitals36, 10))',\n      apiKey: '\(random.hexadecimal(32))',\n      indexName: '\(random.noun())',\n    },\n",
      ])
    },
    Kind(family: "words in base 64", isHeld: false) { random in
      let words = CorpusChecksum.base64(Array(random.sentence().lowercased().utf8))
      return random.one(of: [
        "disk_encryption_key = \"\(words)\"\n", "clientSecret: \(words)\n",
        "const credential = '\(words)'\n", "\"access_key\": \"\(words)\",\n",
      ])
    },
    Kind(family: "translation", isHeld: false) { random in
      let word = random.one(of: [
        "Contraseña", "Slaptažodis", "Lösenord", "Fjalëkalimi", "Lykilorð", "Heslo…", "Adgangskode",
        "Şifreniz", "Пароль", "Hasło",
      ])
      return
        "  \"\(random.noun())LoginPassword\": \"\(word)\(random.one(of: ["", "*", ":", "?"]))\",\n"
    },
    Kind(family: "name with a tail", isHeld: false) { random in
      random.one(of: [
        "encryptionKeySHA256Header: \"\(CorpusChecksum.base64(random.bytes(32)))\",\n",
        "tokenNamePrefix: 'e2e-\(random.noun())-on-all-pages-\(random.number(1...99))',\n",
        "const tokenID = \"\(random.hexadecimal(32))\"\n",
        "password_encryption: scram-sha-256\npassword_id: \(random.hexadecimal(16))\n",
        "\"temp_clone_token\": \"\(random.text(.capitalBase32, 29))\",\n",
      ])
    },
    Kind(family: "written for a page", isHeld: false) { random in
      random.one(of: [
        "administrator_login_password = \"4-v3ry-53cr37-p455w0rd\"  # \(random.noun())\n",
        "curl --request POST -u \(random.noun().uppercased())_ID:API_KEY --url https://api.acme.io/v1\n",
        "\(random.noun()), username, password = user_auth\n",
        "deploy --server https://\(random.noun()).acme.net -p password=abc123\n",
        "api_key = \"abcd1234-abcd-1234-abcd-1234abcd1234\"  # \(random.noun())\n",
      ])
    },
  ]
}
