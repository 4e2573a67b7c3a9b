/// Hosts that serve other people's code, or answer with code that the asker chooses: a policy that
/// lets them in lets an injected script in.
///
/// Our own list, of what the operators document themselves.
enum BypassHosts {
  /// The day the list was last gone through.
  static let date = "2026-11-27"

  enum Reason: String, Sendable {
    case packages = "serves every package that anyone publishes"
    case callbacks = "answers with a call of a function that the address names (JSONP)"
    case storage = "serves files that any customer uploads"
    case applications = "runs applications of any customer"
    case source = "serves files of any public repository"
  }

  struct Host: Sendable {
    let name: String
    let reason: Reason
  }

  static let all: [Host] =
    hosts(
      .packages, "cdn.jsdelivr.net", "fastly.jsdelivr.net", "unpkg.com", "cdnjs.cloudflare.com",
      "esm.sh", "cdn.skypack.dev", "jspm.dev", "ga.jspm.io", "cdn.statically.io", "cdn.bootcdn.net",
      "cdn.bootcss.com", "cdn.staticfile.org", "cdn.staticfile.net", "lib.baomitu.com", "esm.run",
      "registry.npmmirror.com", "npm.elemecdn.com", "code.angularjs.org", "cdn.rawgit.com",
      "rawcdn.githack.com", "raw.githack.com")
    + hosts(
      .callbacks, "accounts.google.com", "ajax.googleapis.com", "maps.googleapis.com",
      "maps.google.com", "translate.googleapis.com", "www.googleapis.com",
      "googleads.g.doubleclick.net", "suggestqueries.google.com", "clients1.google.com",
      "www.google.com", "cse.google.com", "www.googletagmanager.com", "www.youtube.com",
      "graph.facebook.com", "api.twitter.com", "syndication.twitter.com",
      "cdn.syndication.twimg.com",
      "api.vk.com", "login.yahoo.com", "query.yahooapis.com", "api.flickr.com", "www.flickr.com",
      "api.bing.com", "ssl.bing.com", "dev.virtualearth.net", "api.github.com", "vimeo.com",
      "api.mixpanel.com", "api.tumblr.com", "www.reddit.com", "public-api.wordpress.com",
      "api.map.baidu.com", "suggest.taobao.com", "mc.yandex.ru", "translate.yandex.net",
      "suggest.yandex.net", "api-metrika.yandex.ru", "connect.mail.ru", "api.instagram.com",
      "itunes.apple.com", "en.wikipedia.org", "www.wikidata.org", "api.stackexchange.com",
      "app-sjint.marketo.com", "cdn.embedly.com", "d.adroll.com", "secure.quantserve.com",
      "links.services.disqus.com")
    + hosts(
      .storage, "s3.amazonaws.com", "storage.googleapis.com", "firebasestorage.googleapis.com",
      "blob.core.windows.net", "digitaloceanspaces.com", "r2.dev", "supabase.co",
      "res.cloudinary.com", "ucarecdn.com", "dl.dropboxusercontent.com")
    + hosts(
      .applications, "cloudfront.net", "azureedge.net", "herokuapp.com", "vercel.app",
      "netlify.app", "pages.dev", "workers.dev", "web.app", "firebaseapp.com", "appspot.com",
      "run.app", "azurewebsites.net", "onrender.com", "fly.dev", "up.railway.app", "github.io",
      "gitlab.io", "glitch.me", "surge.sh", "deno.dev", "b-cdn.net", "fastly.net", "akamaized.net",
      "amplifyapp.com", "ngrok.io", "ngrok-free.app", "script.google.com",
      "script.googleusercontent.com")
    + hosts(
      .source, "raw.githubusercontent.com", "gist.githubusercontent.com", "gitcdn.xyz",
      "bitbucket.org", "pastebin.com")

  private static func hosts(_ reason: Reason, _ names: String...) -> [Host] {
    names.map { Host(name: $0, reason: reason) }
  }

  /// The first host of the list that a source lets in.
  ///
  /// `*.google.com` lets in `accounts.google.com`; `app-1.vercel.app` alone is one customer's, so
  /// of the hosts that give each customer a name only a wildcard counts.
  static func match(_ source: SourceExpression.Host) -> Host? {
    // A full file path lets in that file alone.
    let isOneFile = !source.path.isEmpty && !source.path.hasSuffix("/")
    // A wildcard over a top-level domain is open to anyone already.
    let isAnything =
      source.name == "*" || source.name.split(separator: ".").count < 2
      || source.name.hasPrefix("*.") && source.name.split(separator: ".").count < 3
    guard !isOneFile, !isAnything else { return nil }
    return all.first { host in
      switch host.reason {
      case .storage, .applications:
        source.covers(host.name) || source.name.hasPrefix("*.") && isBelow(source.name, host.name)
      case .packages, .callbacks, .source: source.covers(host.name)
      }
    }
  }

  /// Whether `*.eu.example.com` is below `example.com`.
  private static func isBelow(_ wildcard: String, _ name: String) -> Bool {
    wildcard.dropFirst(1) == "." + name || wildcard.hasSuffix("." + name)
  }
}
