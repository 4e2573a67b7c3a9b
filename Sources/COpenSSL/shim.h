#pragma once
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// Macros of OpenSSL's, which the importer does not take over.
static inline int copenssl_set_server_name(SSL *ssl, const char *name) {
  return (int)SSL_set_tlsext_host_name(ssl, name);
}
static inline void copenssl_allow_old_versions(SSL_CTX *context) {
  SSL_CTX_set_min_proto_version(context, 0);
  SSL_CTX_set_security_level(context, 0);
}
static inline void copenssl_ask_for_status(SSL *ssl) {
  SSL_set_tlsext_status_type(ssl, TLSEXT_STATUSTYPE_ocsp);
}
static inline long copenssl_status_length(SSL *ssl) {
  const unsigned char *bytes = NULL;
  return SSL_get_tlsext_status_ocsp_resp(ssl, &bytes);
}
static inline int copenssl_print_name(BIO *bio, const X509_NAME *name) {
  return X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
}
static inline long copenssl_pending(BIO *bio) { return (long)BIO_ctrl_pending(bio); }
static inline int copenssl_certificate_count(const STACK_OF(X509) *chain) {
  return sk_X509_num(chain);
}
static inline X509 *copenssl_certificate_at(const STACK_OF(X509) *chain, int index) {
  return sk_X509_value(chain, index);
}
static inline STACK_OF(X509) *copenssl_new_chain(void) { return sk_X509_new_null(); }
static inline int copenssl_push(STACK_OF(X509) *chain, X509 *certificate) {
  return sk_X509_push(chain, certificate);
}
static inline void copenssl_free_chain(STACK_OF(X509) *chain) { sk_X509_free(chain); }
static inline int copenssl_name_count(const GENERAL_NAMES *names) {
  return sk_GENERAL_NAME_num(names);
}
static inline GENERAL_NAME *copenssl_name_at(const GENERAL_NAMES *names, int index) {
  return sk_GENERAL_NAME_value(names, index);
}
// What a name of the kinds DNS (2) and IP (7) holds; null for every other kind.
static inline const ASN1_STRING *copenssl_name_text(const GENERAL_NAME *name) {
  if (name->type == GEN_DNS) return name->d.dNSName;
  if (name->type == GEN_IPADD) return name->d.iPAddress;
  return NULL;
}
static inline int copenssl_name_kind(const GENERAL_NAME *name) { return name->type; }
