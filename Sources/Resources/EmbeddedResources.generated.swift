// Written by the test "the embedded copy equals the files"; UPDATE_GOLDEN=1 renews it.
// swift-format-ignore-file

/// The shipped files as they stand in the source tree, by path.
enum EmbeddedResources {
  static let files: [String: String] = [
    "Policies/frameworks/app.yaml": ###"""
id: app
name: "Australian Privacy Principles and Notifiable Data Breaches"
version: "Privacy Act 1988 as amended 2024"
publisher: "Australia"
source: "legislation.gov.au, Privacy Act 1988"
law: true
nested: true
requirements:
  - { id: "APP1", title: "Open and transparent management" }
  - { id: "APP1.7", title: "Automated decisions described in privacy policy (from 10 Dec 2026)" }
  - { id: "APP2", title: "Anonymity" }
  - { id: "APP3", title: "Collection" }
  - { id: "APP4", title: "Unsolicited information" }
  - { id: "APP5", title: "Notice of collection" }
  - { id: "APP6", title: "Use or disclosure" }
  - { id: "APP7", title: "Direct marketing" }
  - { id: "APP8", title: "Cross-border disclosure" }
  - { id: "APP9", title: "Government identifiers" }
  - { id: "APP10", title: "Quality" }
  - { id: "APP11", title: "Security" }
  - { id: "APP11.1", title: "Reasonable steps to protect" }
  - { id: "APP11.2", title: "Destroy or de-identify when not needed" }
  - { id: "APP11.3", title: "Steps include technical and organisational measures" }
  - { id: "APP12", title: "Access" }
  - { id: "APP13", title: "Correction" }
  - { id: "NDB-26WE", title: "Eligible data breach" }
  - { id: "NDB-26WF", title: "Remedial action exception" }
  - { id: "NDB-26WH", title: "Assessment within 30 days" }
  - { id: "NDB-26WK", title: "Statement to the Commissioner as soon as practicable" }
  - { id: "NDB-26WL", title: "Notify individuals as soon as practicable" }
  - { id: "NDB-26WR", title: "Commissioner may direct notice" }

"""###,
    "Policies/frameworks/caiq4.yaml": ###"""
id: caiq4
name: "CSA CAIQ questions"
version: "4.0.3"
publisher: "Cloud Security Alliance"
source: "ids: CAIQ v4.0.3 workbook"
groups:
  - { id: "A&A", title: "Audit and assurance" }
  - { id: "AIS", title: "Application and interface security" }
  - { id: "BCR", title: "Continuity and resilience" }
  - { id: "CCC", title: "Change and configuration" }
  - { id: "CEK", title: "Cryptography and keys" }
  - { id: "DCS", title: "Datacenter" }
  - { id: "DSP", title: "Data security and privacy" }
  - { id: "GRC", title: "Governance, risk, compliance" }
  - { id: "HRS", title: "People" }
  - { id: "IAM", title: "Identity and access" }
  - { id: "IPY", title: "Interoperability and portability" }
  - { id: "IVS", title: "Infrastructure and virtualisation" }
  - { id: "LOG", title: "Logging and monitoring" }
  - { id: "SEF", title: "Incidents and forensics" }
  - { id: "STA", title: "Supply chain" }
  - { id: "TVM", title: "Threats and vulnerabilities" }
  - { id: "UEM", title: "Endpoints" }
requirements:
  - { id: "A&A-01.1", title: "Audit policy and procedures (question 1)" }
  - { id: "A&A-01.2", title: "Audit policy and procedures (question 2)" }
  - { id: "A&A-02.1", title: "Independent assessments yearly (question 1)" }
  - { id: "A&A-03.1", title: "Risk-based audit planning (question 1)" }
  - { id: "A&A-04.1", title: "Compliance with requirements verified (question 1)" }
  - { id: "A&A-05.1", title: "Audit process managed (question 1)" }
  - { id: "A&A-06.1", title: "Audit findings remediated (question 1)" }
  - { id: "A&A-06.2", title: "Audit findings remediated (question 2)" }
  - { id: "AIS-01.1", title: "App security policy (question 1)" }
  - { id: "AIS-01.2", title: "App security policy (question 2)" }
  - { id: "AIS-02.1", title: "App security baselines (question 1)" }
  - { id: "AIS-03.1", title: "App security metrics (question 1)" }
  - { id: "AIS-04.1", title: "Secure design and SDLC (question 1)" }
  - { id: "AIS-05.1", title: "Automated app security testing (question 1)" }
  - { id: "AIS-05.2", title: "Automated app security testing (question 2)" }
  - { id: "AIS-06.1", title: "Automated secure deployment (question 1)" }
  - { id: "AIS-06.2", title: "Automated secure deployment (question 2)" }
  - { id: "AIS-07.1", title: "App vulnerabilities fixed (question 1)" }
  - { id: "AIS-07.2", title: "App vulnerabilities fixed (question 2)" }
  - { id: "BCR-01.1", title: "Continuity policy (question 1)" }
  - { id: "BCR-01.2", title: "Continuity policy (question 2)" }
  - { id: "BCR-02.1", title: "Impact and risk analysis (question 1)" }
  - { id: "BCR-03.1", title: "Continuity strategy (question 1)" }
  - { id: "BCR-04.1", title: "Continuity plan (question 1)" }
  - { id: "BCR-05.1", title: "Continuity documentation (question 1)" }
  - { id: "BCR-05.2", title: "Continuity documentation (question 2)" }
  - { id: "BCR-05.3", title: "Continuity documentation (question 3)" }
  - { id: "BCR-06.1", title: "Continuity exercises (question 1)" }
  - { id: "BCR-07.1", title: "Continuity communication (question 1)" }
  - { id: "BCR-08.1", title: "Backups: done, protected, restorable (question 1)" }
  - { id: "BCR-08.2", title: "Backups: done, protected, restorable (question 2)" }
  - { id: "BCR-08.3", title: "Backups: done, protected, restorable (question 3)" }
  - { id: "BCR-09.1", title: "Disaster response plan (question 1)" }
  - { id: "BCR-09.2", title: "Disaster response plan (question 2)" }
  - { id: "BCR-10.1", title: "Disaster plan exercised (question 1)" }
  - { id: "BCR-10.2", title: "Disaster plan exercised (question 2)" }
  - { id: "BCR-11.1", title: "Redundant equipment (question 1)" }
  - { id: "CCC-01.1", title: "Change policy (question 1)" }
  - { id: "CCC-01.2", title: "Change policy (question 2)" }
  - { id: "CCC-02.1", title: "Change quality testing (question 1)" }
  - { id: "CCC-03.1", title: "Change risk managed with technology (question 1)" }
  - { id: "CCC-04.1", title: "Unauthorised change prevented (question 1)" }
  - { id: "CCC-05.1", title: "Change agreements with customers (question 1)" }
  - { id: "CCC-06.1", title: "Change baselines (question 1)" }
  - { id: "CCC-07.1", title: "Baseline drift detected (question 1)" }
  - { id: "CCC-08.1", title: "Change exceptions (question 1)" }
  - { id: "CCC-08.2", title: "Change exceptions (question 2)" }
  - { id: "CCC-09.1", title: "Rollback (question 1)" }
  - { id: "CEK-01.1", title: "Crypto and key policy (question 1)" }
  - { id: "CEK-01.2", title: "Crypto and key policy (question 2)" }
  - { id: "CEK-02.1", title: "Crypto roles (question 1)" }
  - { id: "CEK-03.1", title: "Data encrypted at rest and in transit (question 1)" }
  - { id: "CEK-04.1", title: "Suitable algorithms (question 1)" }
  - { id: "CEK-05.1", title: "Crypto change management (question 1)" }
  - { id: "CEK-06.1", title: "Crypto change cost-benefit (question 1)" }
  - { id: "CEK-07.1", title: "Crypto risk management (question 1)" }
  - { id: "CEK-08.1", title: "Customer-managed keys possible (question 1)" }
  - { id: "CEK-09.1", title: "Crypto audits (question 1)" }
  - { id: "CEK-09.2", title: "Crypto audits (question 2)" }
  - { id: "CEK-10.1", title: "Key generation (question 1)" }
  - { id: "CEK-11.1", title: "Keys used for one purpose (question 1)" }
  - { id: "CEK-12.1", title: "Key rotation (question 1)" }
  - { id: "CEK-13.1", title: "Key revocation (question 1)" }
  - { id: "CEK-14.1", title: "Key destruction (question 1)" }
  - { id: "CEK-15.1", title: "Key activation (question 1)" }
  - { id: "CEK-16.1", title: "Key suspension (question 1)" }
  - { id: "CEK-17.1", title: "Key deactivation (question 1)" }
  - { id: "CEK-18.1", title: "Key archival (question 1)" }
  - { id: "CEK-19.1", title: "Key compromise handling (question 1)" }
  - { id: "CEK-20.1", title: "Key recovery (question 1)" }
  - { id: "CEK-21.1", title: "Key inventory (question 1)" }
  - { id: "DCS-01.1", title: "Off-site equipment disposal (question 1)" }
  - { id: "DCS-01.2", title: "Off-site equipment disposal (question 2)" }
  - { id: "DCS-01.3", title: "Off-site equipment disposal (question 3)" }
  - { id: "DCS-02.1", title: "Off-site transfer authorised (question 1)" }
  - { id: "DCS-02.2", title: "Off-site transfer authorised (question 2)" }
  - { id: "DCS-02.3", title: "Off-site transfer authorised (question 3)" }
  - { id: "DCS-03.1", title: "Secure areas policy (question 1)" }
  - { id: "DCS-03.2", title: "Secure areas policy (question 2)" }
  - { id: "DCS-04.1", title: "Media transport (question 1)" }
  - { id: "DCS-04.2", title: "Media transport (question 2)" }
  - { id: "DCS-05.1", title: "Asset classification (question 1)" }
  - { id: "DCS-06.1", title: "Asset catalogue (question 1)" }
  - { id: "DCS-07.1", title: "Controlled access points (question 1)" }
  - { id: "DCS-07.2", title: "Controlled access points (question 2)" }
  - { id: "DCS-08.1", title: "Equipment identification (question 1)" }
  - { id: "DCS-09.1", title: "Secure area authorisation (question 1)" }
  - { id: "DCS-09.2", title: "Secure area authorisation (question 2)" }
  - { id: "DCS-10.1", title: "Surveillance (question 1)" }
  - { id: "DCS-11.1", title: "Intruder response training (question 1)" }
  - { id: "DCS-12.1", title: "Cabling (question 1)" }
  - { id: "DCS-13.1", title: "Environmental systems (question 1)" }
  - { id: "DCS-14.1", title: "Utilities (question 1)" }
  - { id: "DCS-15.1", title: "Equipment location (question 1)" }
  - { id: "DSP-01.1", title: "Data security and privacy policy (question 1)" }
  - { id: "DSP-01.2", title: "Data security and privacy policy (question 2)" }
  - { id: "DSP-02.1", title: "Secure disposal (question 1)" }
  - { id: "DSP-03.1", title: "Data inventory (question 1)" }
  - { id: "DSP-04.1", title: "Data classification (question 1)" }
  - { id: "DSP-05.1", title: "Data flows documented (question 1)" }
  - { id: "DSP-05.2", title: "Data flows documented (question 2)" }
  - { id: "DSP-06.1", title: "Data ownership (question 1)" }
  - { id: "DSP-06.2", title: "Data ownership (question 2)" }
  - { id: "DSP-07.1", title: "Security by design and default (question 1)" }
  - { id: "DSP-08.1", title: "Privacy by design and default (question 1)" }
  - { id: "DSP-08.2", title: "Privacy by design and default (question 2)" }
  - { id: "DSP-09.1", title: "Impact assessment (DPIA) (question 1)" }
  - { id: "DSP-10.1", title: "Protected transfers (question 1)" }
  - { id: "DSP-11.1", title: "Data subject rights (question 1)" }
  - { id: "DSP-12.1", title: "Purpose limitation (question 1)" }
  - { id: "DSP-13.1", title: "Sub-processing controlled (question 1)" }
  - { id: "DSP-14.1", title: "Sub-processors disclosed (question 1)" }
  - { id: "DSP-15.1", title: "Production data use limited (question 1)" }
  - { id: "DSP-16.1", title: "Retention and deletion (question 1)" }
  - { id: "DSP-17.1", title: "Sensitive data protected over life (question 1)" }
  - { id: "DSP-18.1", title: "Authority disclosure requests (question 1)" }
  - { id: "DSP-18.2", title: "Authority disclosure requests (question 2)" }
  - { id: "DSP-19.1", title: "Data location known (question 1)" }
  - { id: "GRC-01.1", title: "Governance programme (question 1)" }
  - { id: "GRC-01.2", title: "Governance programme (question 2)" }
  - { id: "GRC-02.1", title: "Risk programme (question 1)" }
  - { id: "GRC-03.1", title: "Policy reviews (question 1)" }
  - { id: "GRC-04.1", title: "Policy exceptions approved (question 1)" }
  - { id: "GRC-05.1", title: "Security programme (question 1)" }
  - { id: "GRC-06.1", title: "Governance roles (question 1)" }
  - { id: "GRC-07.1", title: "Regulatory map (question 1)" }
  - { id: "GRC-08.1", title: "Interest groups (question 1)" }
  - { id: "HRS-01.1", title: "Screening (question 1)" }
  - { id: "HRS-01.2", title: "Screening (question 2)" }
  - { id: "HRS-01.3", title: "Screening (question 3)" }
  - { id: "HRS-02.1", title: "Acceptable use (question 1)" }
  - { id: "HRS-02.2", title: "Acceptable use (question 2)" }
  - { id: "HRS-03.1", title: "Clean desk (question 1)" }
  - { id: "HRS-03.2", title: "Clean desk (question 2)" }
  - { id: "HRS-04.1", title: "Remote work (question 1)" }
  - { id: "HRS-04.2", title: "Remote work (question 2)" }
  - { id: "HRS-05.1", title: "Asset return (question 1)" }
  - { id: "HRS-06.1", title: "Termination (question 1)" }
  - { id: "HRS-07.1", title: "Employment agreement process (question 1)" }
  - { id: "HRS-08.1", title: "Employment agreement content (question 1)" }
  - { id: "HRS-09.1", title: "Personnel roles (question 1)" }
  - { id: "HRS-10.1", title: "NDAs (question 1)" }
  - { id: "HRS-11.1", title: "Security training (question 1)" }
  - { id: "HRS-11.2", title: "Security training (question 2)" }
  - { id: "HRS-12.1", title: "Personal-data training (question 1)" }
  - { id: "HRS-12.2", title: "Personal-data training (question 2)" }
  - { id: "HRS-13.1", title: "User compliance duty (question 1)" }
  - { id: "IAM-01.1", title: "IAM policy (question 1)" }
  - { id: "IAM-01.2", title: "IAM policy (question 2)" }
  - { id: "IAM-02.1", title: "Password policy (question 1)" }
  - { id: "IAM-02.2", title: "Password policy (question 2)" }
  - { id: "IAM-03.1", title: "Identity inventory (question 1)" }
  - { id: "IAM-04.1", title: "Separation of duties (question 1)" }
  - { id: "IAM-05.1", title: "Least privilege (question 1)" }
  - { id: "IAM-06.1", title: "Provisioning (question 1)" }
  - { id: "IAM-07.1", title: "Prompt de-provisioning (question 1)" }
  - { id: "IAM-08.1", title: "Access reviews (question 1)" }
  - { id: "IAM-09.1", title: "Privileged roles segregated (question 1)" }
  - { id: "IAM-10.1", title: "Privileged access time-limited (question 1)" }
  - { id: "IAM-10.2", title: "Privileged access time-limited (question 2)" }
  - { id: "IAM-11.1", title: "Customer approval of privileged access (question 1)" }
  - { id: "IAM-12.1", title: "Log integrity (read-only even for privileged) (question 1)" }
  - { id: "IAM-12.2", title: "Log integrity (read-only even for privileged) (question 2)" }
  - { id: "IAM-13.1", title: "Unique users (question 1)" }
  - { id: "IAM-14.1", title: "Strong and multi-factor authentication (question 1)" }
  - { id: "IAM-14.2", title: "Strong and multi-factor authentication (question 2)" }
  - { id: "IAM-15.1", title: "Password management (question 1)" }
  - { id: "IAM-16.1", title: "Authorisation mechanisms (question 1)" }
  - { id: "IPY-01.1", title: "Portability policy (question 1)" }
  - { id: "IPY-01.2", title: "Portability policy (question 2)" }
  - { id: "IPY-01.3", title: "Portability policy (question 3)" }
  - { id: "IPY-01.4", title: "Portability policy (question 4)" }
  - { id: "IPY-01.5", title: "Portability policy (question 5)" }
  - { id: "IPY-02.1", title: "API availability (question 1)" }
  - { id: "IPY-03.1", title: "Secure interoperability (question 1)" }
  - { id: "IPY-04.1", title: "Data portability in contract (question 1)" }
  - { id: "IVS-01.1", title: "Infrastructure security policy (question 1)" }
  - { id: "IVS-01.2", title: "Infrastructure security policy (question 2)" }
  - { id: "IVS-02.1", title: "Capacity (question 1)" }
  - { id: "IVS-03.1", title: "Network security (encrypted, authorised) (question 1)" }
  - { id: "IVS-03.2", title: "Network security (encrypted, authorised) (question 2)" }
  - { id: "IVS-03.3", title: "Network security (encrypted, authorised) (question 3)" }
  - { id: "IVS-03.4", title: "Network security (encrypted, authorised) (question 4)" }
  - { id: "IVS-03.5", title: "Network security (encrypted, authorised) (question 5)" }
  - { id: "IVS-04.1", title: "Hardening (question 1)" }
  - { id: "IVS-05.1", title: "Production apart from non-production (question 1)" }
  - { id: "IVS-06.1", title: "Tenant segmentation (question 1)" }
  - { id: "IVS-07.1", title: "Secure migration (question 1)" }
  - { id: "IVS-08.1", title: "Network architecture documented (question 1)" }
  - { id: "IVS-09.1", title: "Network defence (question 1)" }
  - { id: "LOG-01.1", title: "Logging policy (question 1)" }
  - { id: "LOG-01.2", title: "Logging policy (question 2)" }
  - { id: "LOG-02.1", title: "Audit logs protected and retained (question 1)" }
  - { id: "LOG-03.1", title: "Security monitoring and alerts (question 1)" }
  - { id: "LOG-03.2", title: "Security monitoring and alerts (question 2)" }
  - { id: "LOG-04.1", title: "Audit log access restricted (question 1)" }
  - { id: "LOG-05.1", title: "Audit logs monitored (question 1)" }
  - { id: "LOG-05.2", title: "Audit logs monitored (question 2)" }
  - { id: "LOG-06.1", title: "Clock sync (question 1)" }
  - { id: "LOG-07.1", title: "Logging scope (question 1)" }
  - { id: "LOG-07.2", title: "Logging scope (question 2)" }
  - { id: "LOG-08.1", title: "Log records hold security information (question 1)" }
  - { id: "LOG-09.1", title: "Log records protected (question 1)" }
  - { id: "LOG-10.1", title: "Crypto monitoring (question 1)" }
  - { id: "LOG-11.1", title: "Key activity logged (question 1)" }
  - { id: "LOG-12.1", title: "Physical access logged (question 1)" }
  - { id: "LOG-13.1", title: "Failures and anomalies reported (question 1)" }
  - { id: "LOG-13.2", title: "Failures and anomalies reported (question 2)" }
  - { id: "SEF-01.1", title: "Incident policy (question 1)" }
  - { id: "SEF-01.2", title: "Incident policy (question 2)" }
  - { id: "SEF-02.1", title: "Service management timely (question 1)" }
  - { id: "SEF-02.2", title: "Service management timely (question 2)" }
  - { id: "SEF-03.1", title: "Incident response plan (question 1)" }
  - { id: "SEF-04.1", title: "Incident response tested (question 1)" }
  - { id: "SEF-05.1", title: "Incident metrics (question 1)" }
  - { id: "SEF-06.1", title: "Event triage (question 1)" }
  - { id: "SEF-07.1", title: "Breach notification (question 1)" }
  - { id: "SEF-07.2", title: "Breach notification (question 2)" }
  - { id: "SEF-08.1", title: "Contacts kept (question 1)" }
  - { id: "STA-01.1", title: "Shared responsibility policy (question 1)" }
  - { id: "STA-01.2", title: "Shared responsibility policy (question 2)" }
  - { id: "STA-02.1", title: "Shared responsibility along the chain (question 1)" }
  - { id: "STA-03.1", title: "Shared responsibility guidance (question 1)" }
  - { id: "STA-04.1", title: "Control ownership (question 1)" }
  - { id: "STA-05.1", title: "Shared responsibility documents reviewed (question 1)" }
  - { id: "STA-06.1", title: "Shared responsibility implemented (question 1)" }
  - { id: "STA-07.1", title: "Supply chain inventory (question 1)" }
  - { id: "STA-08.1", title: "Supply chain risk reviewed (question 1)" }
  - { id: "STA-09.1", title: "Service agreement content (question 1)" }
  - { id: "STA-10.1", title: "Agreements reviewed yearly (question 1)" }
  - { id: "STA-11.1", title: "Internal compliance tests (question 1)" }
  - { id: "STA-12.1", title: "Suppliers comply (question 1)" }
  - { id: "STA-13.1", title: "Supplier governance reviewed (question 1)" }
  - { id: "STA-14.1", title: "Supplier data security assessed (question 1)" }
  - { id: "TVM-01.1", title: "Threat and vulnerability policy (question 1)" }
  - { id: "TVM-01.2", title: "Threat and vulnerability policy (question 2)" }
  - { id: "TVM-02.1", title: "Malware policy (question 1)" }
  - { id: "TVM-02.2", title: "Malware policy (question 2)" }
  - { id: "TVM-03.1", title: "Remediation schedule (question 1)" }
  - { id: "TVM-04.1", title: "Detection updates (question 1)" }
  - { id: "TVM-05.1", title: "Third-party library vulnerabilities (question 1)" }
  - { id: "TVM-06.1", title: "Penetration tests (question 1)" }
  - { id: "TVM-07.1", title: "Vulnerability identification monthly (question 1)" }
  - { id: "TVM-08.1", title: "Risk-based prioritisation (question 1)" }
  - { id: "TVM-09.1", title: "Vulnerability reporting (question 1)" }
  - { id: "TVM-10.1", title: "Vulnerability metrics (question 1)" }
  - { id: "UEM-01.1", title: "Endpoint policy (question 1)" }
  - { id: "UEM-01.2", title: "Endpoint policy (question 2)" }
  - { id: "UEM-02.1", title: "Approved apps (question 1)" }
  - { id: "UEM-03.1", title: "Compatibility (question 1)" }
  - { id: "UEM-04.1", title: "Endpoint inventory (question 1)" }
  - { id: "UEM-05.1", title: "Endpoint management (question 1)" }
  - { id: "UEM-06.1", title: "Auto lock (question 1)" }
  - { id: "UEM-07.1", title: "OS and patch control (question 1)" }
  - { id: "UEM-08.1", title: "Disk encryption (question 1)" }
  - { id: "UEM-09.1", title: "Endpoint anti-malware (question 1)" }
  - { id: "UEM-10.1", title: "Host firewall (question 1)" }
  - { id: "UEM-11.1", title: "Endpoint DLP (question 1)" }
  - { id: "UEM-12.1", title: "Remote locate (question 1)" }
  - { id: "UEM-13.1", title: "Remote wipe (question 1)" }
  - { id: "UEM-14.1", title: "Third-party endpoints (question 1)" }

"""###,
    "Policies/frameworks/ccm4.yaml": ###"""
id: ccm4
name: "CSA Cloud Controls Matrix"
version: "4.0.x (197 controls; succeeded by 4.1 on 2026-01-28, STAR takes both until December 2027)"
publisher: "Cloud Security Alliance"
source: "CSA CCM v4.0"
other-edition:
  id: ccm41
  renumbered:
    "DCS-01": "DCS-02"
    "DCS-02": "DCS-03"
    "DCS-03": "DCS-04"
    "DCS-04": "DCS-05"
    "DCS-05": "DCS-06"
    "DCS-06": "DCS-07"
    "DCS-07": "DCS-08"
    "DCS-08": "DCS-09"
    "DCS-09": "DCS-10"
    "DCS-10": "DCS-11"
    "DCS-11": "DCS-12"
    "DCS-12": "DCS-13"
    "DCS-13": "DCS-14"
    "DCS-14": "DCS-15"
    "DCS-15": "DCS-16"
    "IAM-13": "IAM-12"
    "IAM-14": "IAM-13"
    "IAM-15": "IAM-14"
    "IAM-16": "IAM-15"
    "IVS-01": "I&S-01"
    "IVS-02": "I&S-02"
    "IVS-03": "I&S-03"
    "IVS-04": "I&S-04"
    "IVS-05": "I&S-05"
    "IVS-06": "I&S-06"
    "IVS-07": "I&S-07"
    "IVS-08": "I&S-08"
    "IVS-09": "I&S-09"
    "LOG-08": "LOG-09"
    "LOG-09": "LOG-10"
    "LOG-10": "LOG-11"
    "LOG-11": "LOG-12"
    "LOG-12": "LOG-13"
    "LOG-13": "LOG-14"
    "SEF-07": "SEF-08"
    "SEF-08": "SEF-10"
    "STA-01": "STA-02"
    "STA-02": "STA-03"
    "STA-03": "STA-04"
    "STA-04": "STA-05"
    "STA-05": "STA-06"
    "STA-06": "STA-07"
    "STA-07": "STA-08"
    "STA-08": "STA-10"
    "STA-09": "STA-11"
    "STA-10": "STA-12"
    "STA-11": "STA-13"
    "STA-12": "STA-14"
    "STA-13": "STA-15"
    "STA-14": "STA-16"
    "TVM-03": "TVM-08"
    "TVM-04": "TVM-05"
    "TVM-05": "TVM-06"
    "TVM-06": "TVM-07"
    "TVM-07": "TVM-03"
    "TVM-08": "TVM-09"
    "TVM-09": "TVM-11"
    "TVM-10": "TVM-12"
  only-there:
    - "AIS-08"
    - "DCS-01"
    - "DCS-17"
    - "DCS-18"
    - "LOG-08"
    - "SEF-07"
    - "SEF-09"
    - "STA-01"
    - "STA-09"
    - "TVM-04"
    - "TVM-10"
groups:
  - { id: "A&A", title: "Audit and assurance" }
  - { id: "AIS", title: "Application and interface security" }
  - { id: "BCR", title: "Continuity and resilience" }
  - { id: "CCC", title: "Change and configuration" }
  - { id: "CEK", title: "Cryptography and keys" }
  - { id: "DCS", title: "Datacenter" }
  - { id: "DSP", title: "Data security and privacy" }
  - { id: "GRC", title: "Governance, risk, compliance" }
  - { id: "HRS", title: "People" }
  - { id: "IAM", title: "Identity and access" }
  - { id: "IPY", title: "Interoperability and portability" }
  - { id: "IVS", title: "Infrastructure and virtualisation" }
  - { id: "LOG", title: "Logging and monitoring" }
  - { id: "SEF", title: "Incidents and forensics" }
  - { id: "STA", title: "Supply chain" }
  - { id: "TVM", title: "Threats and vulnerabilities" }
  - { id: "UEM", title: "Endpoints" }
requirements:
  - { id: "A&A-01", title: "Audit policy and procedures" }
  - { id: "A&A-02", title: "Independent assessments yearly" }
  - { id: "A&A-03", title: "Risk-based audit planning" }
  - { id: "A&A-04", title: "Compliance with requirements verified" }
  - { id: "A&A-05", title: "Audit process managed" }
  - { id: "A&A-06", title: "Audit findings remediated" }
  - { id: "AIS-01", title: "App security policy" }
  - { id: "AIS-02", title: "App security baselines" }
  - { id: "AIS-03", title: "App security metrics" }
  - { id: "AIS-04", title: "Secure design and SDLC" }
  - { id: "AIS-05", title: "Automated app security testing" }
  - { id: "AIS-06", title: "Automated secure deployment" }
  - { id: "AIS-07", title: "App vulnerabilities fixed" }
  - { id: "BCR-01", title: "Continuity policy" }
  - { id: "BCR-02", title: "Impact and risk analysis" }
  - { id: "BCR-03", title: "Continuity strategy" }
  - { id: "BCR-04", title: "Continuity plan" }
  - { id: "BCR-05", title: "Continuity documentation" }
  - { id: "BCR-06", title: "Continuity exercises" }
  - { id: "BCR-07", title: "Continuity communication" }
  - { id: "BCR-08", title: "Backups: done, protected, restorable" }
  - { id: "BCR-09", title: "Disaster response plan" }
  - { id: "BCR-10", title: "Disaster plan exercised" }
  - { id: "BCR-11", title: "Redundant equipment" }
  - { id: "CCC-01", title: "Change policy" }
  - { id: "CCC-02", title: "Change quality testing" }
  - { id: "CCC-03", title: "Change risk managed with technology" }
  - { id: "CCC-04", title: "Unauthorised change prevented" }
  - { id: "CCC-05", title: "Change agreements with customers" }
  - { id: "CCC-06", title: "Change baselines" }
  - { id: "CCC-07", title: "Baseline drift detected" }
  - { id: "CCC-08", title: "Change exceptions" }
  - { id: "CCC-09", title: "Rollback" }
  - { id: "CEK-01", title: "Crypto and key policy" }
  - { id: "CEK-02", title: "Crypto roles" }
  - { id: "CEK-03", title: "Data encrypted at rest and in transit" }
  - { id: "CEK-04", title: "Suitable algorithms" }
  - { id: "CEK-05", title: "Crypto change management" }
  - { id: "CEK-06", title: "Crypto change cost-benefit" }
  - { id: "CEK-07", title: "Crypto risk management" }
  - { id: "CEK-08", title: "Customer-managed keys possible" }
  - { id: "CEK-09", title: "Crypto audits" }
  - { id: "CEK-10", title: "Key generation" }
  - { id: "CEK-11", title: "Keys used for one purpose" }
  - { id: "CEK-12", title: "Key rotation" }
  - { id: "CEK-13", title: "Key revocation" }
  - { id: "CEK-14", title: "Key destruction" }
  - { id: "CEK-15", title: "Key activation" }
  - { id: "CEK-16", title: "Key suspension" }
  - { id: "CEK-17", title: "Key deactivation" }
  - { id: "CEK-18", title: "Key archival" }
  - { id: "CEK-19", title: "Key compromise handling" }
  - { id: "CEK-20", title: "Key recovery" }
  - { id: "CEK-21", title: "Key inventory" }
  - { id: "DCS-01", title: "Off-site equipment disposal" }
  - { id: "DCS-02", title: "Off-site transfer authorised" }
  - { id: "DCS-03", title: "Secure areas policy" }
  - { id: "DCS-04", title: "Media transport" }
  - { id: "DCS-05", title: "Asset classification" }
  - { id: "DCS-06", title: "Asset catalogue" }
  - { id: "DCS-07", title: "Controlled access points" }
  - { id: "DCS-08", title: "Equipment identification" }
  - { id: "DCS-09", title: "Secure area authorisation" }
  - { id: "DCS-10", title: "Surveillance" }
  - { id: "DCS-11", title: "Intruder response training" }
  - { id: "DCS-12", title: "Cabling" }
  - { id: "DCS-13", title: "Environmental systems" }
  - { id: "DCS-14", title: "Utilities" }
  - { id: "DCS-15", title: "Equipment location" }
  - { id: "DSP-01", title: "Data security and privacy policy" }
  - { id: "DSP-02", title: "Secure disposal" }
  - { id: "DSP-03", title: "Data inventory" }
  - { id: "DSP-04", title: "Data classification" }
  - { id: "DSP-05", title: "Data flows documented" }
  - { id: "DSP-06", title: "Data ownership" }
  - { id: "DSP-07", title: "Security by design and default" }
  - { id: "DSP-08", title: "Privacy by design and default" }
  - { id: "DSP-09", title: "Impact assessment (DPIA)" }
  - { id: "DSP-10", title: "Protected transfers" }
  - { id: "DSP-11", title: "Data subject rights" }
  - { id: "DSP-12", title: "Purpose limitation" }
  - { id: "DSP-13", title: "Sub-processing controlled" }
  - { id: "DSP-14", title: "Sub-processors disclosed" }
  - { id: "DSP-15", title: "Production data use limited" }
  - { id: "DSP-16", title: "Retention and deletion" }
  - { id: "DSP-17", title: "Sensitive data protected over life" }
  - { id: "DSP-18", title: "Authority disclosure requests" }
  - { id: "DSP-19", title: "Data location known" }
  - { id: "GRC-01", title: "Governance programme" }
  - { id: "GRC-02", title: "Risk programme" }
  - { id: "GRC-03", title: "Policy reviews" }
  - { id: "GRC-04", title: "Policy exceptions approved" }
  - { id: "GRC-05", title: "Security programme" }
  - { id: "GRC-06", title: "Governance roles" }
  - { id: "GRC-07", title: "Regulatory map" }
  - { id: "GRC-08", title: "Interest groups" }
  - { id: "HRS-01", title: "Screening" }
  - { id: "HRS-02", title: "Acceptable use" }
  - { id: "HRS-03", title: "Clean desk" }
  - { id: "HRS-04", title: "Remote work" }
  - { id: "HRS-05", title: "Asset return" }
  - { id: "HRS-06", title: "Termination" }
  - { id: "HRS-07", title: "Employment agreement process" }
  - { id: "HRS-08", title: "Employment agreement content" }
  - { id: "HRS-09", title: "Personnel roles" }
  - { id: "HRS-10", title: "NDAs" }
  - { id: "HRS-11", title: "Security training" }
  - { id: "HRS-12", title: "Personal-data training" }
  - { id: "HRS-13", title: "User compliance duty" }
  - { id: "IAM-01", title: "IAM policy" }
  - { id: "IAM-02", title: "Password policy" }
  - { id: "IAM-03", title: "Identity inventory" }
  - { id: "IAM-04", title: "Separation of duties" }
  - { id: "IAM-05", title: "Least privilege" }
  - { id: "IAM-06", title: "Provisioning" }
  - { id: "IAM-07", title: "Prompt de-provisioning" }
  - { id: "IAM-08", title: "Access reviews" }
  - { id: "IAM-09", title: "Privileged roles segregated" }
  - { id: "IAM-10", title: "Privileged access time-limited" }
  - { id: "IAM-11", title: "Customer approval of privileged access" }
  - { id: "IAM-12", title: "Log integrity (read-only even for privileged)" }
  - { id: "IAM-13", title: "Unique users" }
  - { id: "IAM-14", title: "Strong and multi-factor authentication" }
  - { id: "IAM-15", title: "Password management" }
  - { id: "IAM-16", title: "Authorisation mechanisms" }
  - { id: "IPY-01", title: "Portability policy" }
  - { id: "IPY-02", title: "API availability" }
  - { id: "IPY-03", title: "Secure interoperability" }
  - { id: "IPY-04", title: "Data portability in contract" }
  - { id: "IVS-01", title: "Infrastructure security policy" }
  - { id: "IVS-02", title: "Capacity" }
  - { id: "IVS-03", title: "Network security (encrypted, authorised)" }
  - { id: "IVS-04", title: "Hardening" }
  - { id: "IVS-05", title: "Production apart from non-production" }
  - { id: "IVS-06", title: "Tenant segmentation" }
  - { id: "IVS-07", title: "Secure migration" }
  - { id: "IVS-08", title: "Network architecture documented" }
  - { id: "IVS-09", title: "Network defence" }
  - { id: "LOG-01", title: "Logging policy" }
  - { id: "LOG-02", title: "Audit logs protected and retained" }
  - { id: "LOG-03", title: "Security monitoring and alerts" }
  - { id: "LOG-04", title: "Audit log access restricted" }
  - { id: "LOG-05", title: "Audit logs monitored" }
  - { id: "LOG-06", title: "Clock sync" }
  - { id: "LOG-07", title: "Logging scope" }
  - { id: "LOG-08", title: "Log records hold security information" }
  - { id: "LOG-09", title: "Log records protected" }
  - { id: "LOG-10", title: "Crypto monitoring" }
  - { id: "LOG-11", title: "Key activity logged" }
  - { id: "LOG-12", title: "Physical access logged" }
  - { id: "LOG-13", title: "Failures and anomalies reported" }
  - { id: "SEF-01", title: "Incident policy" }
  - { id: "SEF-02", title: "Service management timely" }
  - { id: "SEF-03", title: "Incident response plan" }
  - { id: "SEF-04", title: "Incident response tested" }
  - { id: "SEF-05", title: "Incident metrics" }
  - { id: "SEF-06", title: "Event triage" }
  - { id: "SEF-07", title: "Breach notification" }
  - { id: "SEF-08", title: "Contacts kept" }
  - { id: "STA-01", title: "Shared responsibility policy" }
  - { id: "STA-02", title: "Shared responsibility along the chain" }
  - { id: "STA-03", title: "Shared responsibility guidance" }
  - { id: "STA-04", title: "Control ownership" }
  - { id: "STA-05", title: "Shared responsibility documents reviewed" }
  - { id: "STA-06", title: "Shared responsibility implemented" }
  - { id: "STA-07", title: "Supply chain inventory" }
  - { id: "STA-08", title: "Supply chain risk reviewed" }
  - { id: "STA-09", title: "Service agreement content" }
  - { id: "STA-10", title: "Agreements reviewed yearly" }
  - { id: "STA-11", title: "Internal compliance tests" }
  - { id: "STA-12", title: "Suppliers comply" }
  - { id: "STA-13", title: "Supplier governance reviewed" }
  - { id: "STA-14", title: "Supplier data security assessed" }
  - { id: "TVM-01", title: "Threat and vulnerability policy" }
  - { id: "TVM-02", title: "Malware policy" }
  - { id: "TVM-03", title: "Remediation schedule" }
  - { id: "TVM-04", title: "Detection updates" }
  - { id: "TVM-05", title: "Third-party library vulnerabilities" }
  - { id: "TVM-06", title: "Penetration tests" }
  - { id: "TVM-07", title: "Vulnerability identification monthly" }
  - { id: "TVM-08", title: "Risk-based prioritisation" }
  - { id: "TVM-09", title: "Vulnerability reporting" }
  - { id: "TVM-10", title: "Vulnerability metrics" }
  - { id: "UEM-01", title: "Endpoint policy" }
  - { id: "UEM-02", title: "Approved apps" }
  - { id: "UEM-03", title: "Compatibility" }
  - { id: "UEM-04", title: "Endpoint inventory" }
  - { id: "UEM-05", title: "Endpoint management" }
  - { id: "UEM-06", title: "Auto lock" }
  - { id: "UEM-07", title: "OS and patch control" }
  - { id: "UEM-08", title: "Disk encryption" }
  - { id: "UEM-09", title: "Endpoint anti-malware" }
  - { id: "UEM-10", title: "Host firewall" }
  - { id: "UEM-11", title: "Endpoint DLP" }
  - { id: "UEM-12", title: "Remote locate" }
  - { id: "UEM-13", title: "Remote wipe" }
  - { id: "UEM-14", title: "Third-party endpoints" }

"""###,
    "Policies/frameworks/ccm41.yaml": ###"""
id: ccm41
name: "CSA Cloud Controls Matrix"
version: "4.1 (2026-01-28, 207 controls)"
publisher: "Cloud Security Alliance"
source: "CSA CCM v4.1"
other-edition:
  id: ccm4
  renumbered:
    "DCS-02": "DCS-01"
    "DCS-03": "DCS-02"
    "DCS-04": "DCS-03"
    "DCS-05": "DCS-04"
    "DCS-06": "DCS-05"
    "DCS-07": "DCS-06"
    "DCS-08": "DCS-07"
    "DCS-09": "DCS-08"
    "DCS-10": "DCS-09"
    "DCS-11": "DCS-10"
    "DCS-12": "DCS-11"
    "DCS-13": "DCS-12"
    "DCS-14": "DCS-13"
    "DCS-15": "DCS-14"
    "DCS-16": "DCS-15"
    "IAM-12": "IAM-13"
    "IAM-13": "IAM-14"
    "IAM-14": "IAM-15"
    "IAM-15": "IAM-16"
    "I&S-01": "IVS-01"
    "I&S-02": "IVS-02"
    "I&S-03": "IVS-03"
    "I&S-04": "IVS-04"
    "I&S-05": "IVS-05"
    "I&S-06": "IVS-06"
    "I&S-07": "IVS-07"
    "I&S-08": "IVS-08"
    "I&S-09": "IVS-09"
    "LOG-09": "LOG-08"
    "LOG-10": "LOG-09"
    "LOG-11": "LOG-10"
    "LOG-12": "LOG-11"
    "LOG-13": "LOG-12"
    "LOG-14": "LOG-13"
    "SEF-08": "SEF-07"
    "SEF-10": "SEF-08"
    "STA-02": "STA-01"
    "STA-03": "STA-02"
    "STA-04": "STA-03"
    "STA-05": "STA-04"
    "STA-06": "STA-05"
    "STA-07": "STA-06"
    "STA-08": "STA-07"
    "STA-10": "STA-08"
    "STA-11": "STA-09"
    "STA-12": "STA-10"
    "STA-13": "STA-11"
    "STA-14": "STA-12"
    "STA-15": "STA-13"
    "STA-16": "STA-14"
    "TVM-08": "TVM-03"
    "TVM-05": "TVM-04"
    "TVM-06": "TVM-05"
    "TVM-07": "TVM-06"
    "TVM-03": "TVM-07"
    "TVM-09": "TVM-08"
    "TVM-11": "TVM-09"
    "TVM-12": "TVM-10"
  only-there: ["IAM-12"]
groups:
  - { id: "A&A", title: "Audit and assurance" }
  - { id: "AIS", title: "Application and interface security" }
  - { id: "BCR", title: "Continuity and resilience" }
  - { id: "CCC", title: "Change and configuration" }
  - { id: "CEK", title: "Cryptography and keys" }
  - { id: "DCS", title: "Datacenter" }
  - { id: "DSP", title: "Data security and privacy" }
  - { id: "GRC", title: "Governance, risk, compliance" }
  - { id: "HRS", title: "People" }
  - { id: "IAM", title: "Identity and access" }
  - { id: "IPY", title: "Interoperability and portability" }
  - { id: "I&S", title: "Infrastructure (v4.1 prefix of IVS)" }
  - { id: "LOG", title: "Logging and monitoring" }
  - { id: "SEF", title: "Incidents and forensics" }
  - { id: "STA", title: "Supply chain" }
  - { id: "TVM", title: "Threats and vulnerabilities" }
  - { id: "UEM", title: "Endpoints" }
requirements:
  - { id: "A&A-01", title: "Audit policy and procedures" }
  - { id: "A&A-02", title: "Independent assessments yearly" }
  - { id: "A&A-03", title: "Risk-based audit planning" }
  - { id: "A&A-04", title: "Compliance with requirements verified" }
  - { id: "A&A-05", title: "Audit process managed" }
  - { id: "A&A-06", title: "Audit findings remediated" }
  - { id: "AIS-01", title: "App security policy" }
  - { id: "AIS-02", title: "App security baselines" }
  - { id: "AIS-03", title: "App security metrics" }
  - { id: "AIS-04", title: "Secure design and SDLC" }
  - { id: "AIS-05", title: "Automated app security testing" }
  - { id: "AIS-06", title: "Automated secure deployment" }
  - { id: "AIS-07", title: "App vulnerabilities fixed" }
  - { id: "AIS-08", title: "API security" }
  - { id: "BCR-01", title: "Continuity policy" }
  - { id: "BCR-02", title: "Impact and risk analysis" }
  - { id: "BCR-03", title: "Continuity strategy" }
  - { id: "BCR-04", title: "Continuity plan" }
  - { id: "BCR-05", title: "Continuity documentation" }
  - { id: "BCR-06", title: "Continuity exercises" }
  - { id: "BCR-07", title: "Continuity communication" }
  - { id: "BCR-08", title: "Backups: done, protected, restorable" }
  - { id: "BCR-09", title: "Disaster response plan" }
  - { id: "BCR-10", title: "Disaster plan exercised" }
  - { id: "BCR-11", title: "Redundant equipment" }
  - { id: "CCC-01", title: "Change policy" }
  - { id: "CCC-02", title: "Change quality testing" }
  - { id: "CCC-03", title: "Change risk managed with technology" }
  - { id: "CCC-04", title: "Unauthorised change prevented" }
  - { id: "CCC-05", title: "Change agreements with customers" }
  - { id: "CCC-06", title: "Change baselines" }
  - { id: "CCC-07", title: "Baseline drift detected" }
  - { id: "CCC-08", title: "Change exceptions" }
  - { id: "CCC-09", title: "Rollback" }
  - { id: "CEK-01", title: "Crypto and key policy" }
  - { id: "CEK-02", title: "Crypto roles" }
  - { id: "CEK-03", title: "Data encrypted at rest and in transit" }
  - { id: "CEK-04", title: "Suitable algorithms" }
  - { id: "CEK-05", title: "Crypto change management" }
  - { id: "CEK-06", title: "Crypto change cost-benefit" }
  - { id: "CEK-07", title: "Crypto risk management" }
  - { id: "CEK-08", title: "Customer-managed keys possible" }
  - { id: "CEK-09", title: "Crypto audits" }
  - { id: "CEK-10", title: "Key generation" }
  - { id: "CEK-11", title: "Keys used for one purpose" }
  - { id: "CEK-12", title: "Key rotation" }
  - { id: "CEK-13", title: "Key revocation" }
  - { id: "CEK-14", title: "Key destruction" }
  - { id: "CEK-15", title: "Key activation" }
  - { id: "CEK-16", title: "Key suspension" }
  - { id: "CEK-17", title: "Key deactivation" }
  - { id: "CEK-18", title: "Key archival" }
  - { id: "CEK-19", title: "Key compromise handling" }
  - { id: "CEK-20", title: "Key recovery" }
  - { id: "CEK-21", title: "Key inventory" }
  - { id: "DCS-01", title: "Physical and environmental policy" }
  - { id: "DCS-02", title: "Off-site equipment disposal" }
  - { id: "DCS-03", title: "Off-site transfer authorised" }
  - { id: "DCS-04", title: "Secure areas policy" }
  - { id: "DCS-05", title: "Media transport" }
  - { id: "DCS-06", title: "Asset classification" }
  - { id: "DCS-07", title: "Asset catalogue" }
  - { id: "DCS-08", title: "Controlled access points" }
  - { id: "DCS-09", title: "Equipment identification" }
  - { id: "DCS-10", title: "Secure area authorisation" }
  - { id: "DCS-11", title: "Surveillance" }
  - { id: "DCS-12", title: "Intruder response training" }
  - { id: "DCS-13", title: "Cabling" }
  - { id: "DCS-14", title: "Environmental systems" }
  - { id: "DCS-15", title: "Utilities" }
  - { id: "DCS-16", title: "Equipment location" }
  - { id: "DCS-17", title: "Datacenter metrics" }
  - { id: "DCS-18", title: "Datacenter resilience" }
  - { id: "DSP-01", title: "Data security and privacy policy" }
  - { id: "DSP-02", title: "Secure disposal" }
  - { id: "DSP-03", title: "Data inventory" }
  - { id: "DSP-04", title: "Data classification" }
  - { id: "DSP-05", title: "Data flows documented" }
  - { id: "DSP-06", title: "Data ownership" }
  - { id: "DSP-07", title: "Security by design and default" }
  - { id: "DSP-08", title: "Privacy by design and default" }
  - { id: "DSP-09", title: "Impact assessment (DPIA)" }
  - { id: "DSP-10", title: "Protected transfers" }
  - { id: "DSP-11", title: "Data subject rights" }
  - { id: "DSP-12", title: "Purpose limitation" }
  - { id: "DSP-13", title: "Sub-processing controlled" }
  - { id: "DSP-14", title: "Sub-processors disclosed" }
  - { id: "DSP-15", title: "Production data use limited" }
  - { id: "DSP-16", title: "Retention and deletion" }
  - { id: "DSP-17", title: "Sensitive data protected over life" }
  - { id: "DSP-18", title: "Authority disclosure requests" }
  - { id: "DSP-19", title: "Data location known" }
  - { id: "GRC-01", title: "Governance programme" }
  - { id: "GRC-02", title: "Risk programme" }
  - { id: "GRC-03", title: "Policy reviews" }
  - { id: "GRC-04", title: "Policy exceptions approved" }
  - { id: "GRC-05", title: "Security programme" }
  - { id: "GRC-06", title: "Governance roles" }
  - { id: "GRC-07", title: "Regulatory map" }
  - { id: "GRC-08", title: "Interest groups" }
  - { id: "HRS-01", title: "Screening" }
  - { id: "HRS-02", title: "Acceptable use" }
  - { id: "HRS-03", title: "Clean desk" }
  - { id: "HRS-04", title: "Remote work" }
  - { id: "HRS-05", title: "Asset return" }
  - { id: "HRS-06", title: "Termination" }
  - { id: "HRS-07", title: "Employment agreement process" }
  - { id: "HRS-08", title: "Employment agreement content" }
  - { id: "HRS-09", title: "Personnel roles" }
  - { id: "HRS-10", title: "NDAs" }
  - { id: "HRS-11", title: "Security training" }
  - { id: "HRS-12", title: "Personal-data training" }
  - { id: "HRS-13", title: "User compliance duty" }
  - { id: "I&S-01", title: "Infrastructure security policy" }
  - { id: "I&S-02", title: "Capacity" }
  - { id: "I&S-03", title: "Network security (encrypted, authorised)" }
  - { id: "I&S-04", title: "Hardening" }
  - { id: "I&S-05", title: "Production apart from non-production" }
  - { id: "I&S-06", title: "Tenant segmentation" }
  - { id: "I&S-07", title: "Secure migration" }
  - { id: "I&S-08", title: "Network architecture documented" }
  - { id: "I&S-09", title: "Network defence" }
  - { id: "IAM-01", title: "IAM policy" }
  - { id: "IAM-02", title: "Password policy" }
  - { id: "IAM-03", title: "Identity inventory" }
  - { id: "IAM-04", title: "Separation of duties" }
  - { id: "IAM-05", title: "Least privilege" }
  - { id: "IAM-06", title: "Provisioning" }
  - { id: "IAM-07", title: "Prompt de-provisioning" }
  - { id: "IAM-08", title: "Access reviews" }
  - { id: "IAM-09", title: "Privileged roles segregated" }
  - { id: "IAM-10", title: "Privileged access time-limited" }
  - { id: "IAM-11", title: "Customer approval of privileged access" }
  - { id: "IAM-12", title: "Unique users" }
  - { id: "IAM-13", title: "Strong and multi-factor authentication" }
  - { id: "IAM-14", title: "Password management" }
  - { id: "IAM-15", title: "Authorisation mechanisms" }
  - { id: "IPY-01", title: "Portability policy" }
  - { id: "IPY-02", title: "API availability" }
  - { id: "IPY-03", title: "Secure interoperability" }
  - { id: "IPY-04", title: "Data portability in contract" }
  - { id: "LOG-01", title: "Logging policy" }
  - { id: "LOG-02", title: "Audit logs protected and retained" }
  - { id: "LOG-03", title: "Security monitoring and alerts" }
  - { id: "LOG-04", title: "Audit log access restricted" }
  - { id: "LOG-05", title: "Audit logs monitored" }
  - { id: "LOG-06", title: "Clock sync" }
  - { id: "LOG-07", title: "Logging scope" }
  - { id: "LOG-08", title: "Audit logs sanitised" }
  - { id: "LOG-09", title: "Log records hold security information" }
  - { id: "LOG-10", title: "Log records protected" }
  - { id: "LOG-11", title: "Crypto monitoring" }
  - { id: "LOG-12", title: "Key activity logged" }
  - { id: "LOG-13", title: "Physical access logged" }
  - { id: "LOG-14", title: "Failures and anomalies reported" }
  - { id: "SEF-01", title: "Incident policy" }
  - { id: "SEF-02", title: "Service management timely" }
  - { id: "SEF-03", title: "Incident response plan" }
  - { id: "SEF-04", title: "Incident response tested" }
  - { id: "SEF-05", title: "Incident metrics" }
  - { id: "SEF-06", title: "Event triage" }
  - { id: "SEF-07", title: "Incidents managed and responded to" }
  - { id: "SEF-08", title: "Breach notification" }
  - { id: "SEF-09", title: "Incident records kept" }
  - { id: "SEF-10", title: "Contacts kept" }
  - { id: "STA-01", title: "Supply-chain risk policy" }
  - { id: "STA-02", title: "Shared responsibility policy" }
  - { id: "STA-03", title: "Shared responsibility along the chain" }
  - { id: "STA-04", title: "Shared responsibility guidance" }
  - { id: "STA-05", title: "Control ownership" }
  - { id: "STA-06", title: "Shared responsibility documents reviewed" }
  - { id: "STA-07", title: "Shared responsibility implemented" }
  - { id: "STA-08", title: "Supply chain inventory" }
  - { id: "STA-09", title: "Service bill of materials" }
  - { id: "STA-10", title: "Supply chain risk reviewed" }
  - { id: "STA-11", title: "Service agreement content" }
  - { id: "STA-12", title: "Agreements reviewed yearly" }
  - { id: "STA-13", title: "Internal compliance tests" }
  - { id: "STA-14", title: "Suppliers comply" }
  - { id: "STA-15", title: "Supplier governance reviewed" }
  - { id: "STA-16", title: "Supplier data security assessed" }
  - { id: "TVM-01", title: "Threat and vulnerability policy" }
  - { id: "TVM-02", title: "Malware policy" }
  - { id: "TVM-03", title: "Vulnerability identification monthly" }
  - { id: "TVM-04", title: "Threat analysis and modelling" }
  - { id: "TVM-05", title: "Detection updates" }
  - { id: "TVM-06", title: "Third-party library vulnerabilities" }
  - { id: "TVM-07", title: "Penetration tests" }
  - { id: "TVM-08", title: "Remediation schedule" }
  - { id: "TVM-09", title: "Risk-based prioritisation" }
  - { id: "TVM-10", title: "Threat response" }
  - { id: "TVM-11", title: "Vulnerability reporting" }
  - { id: "TVM-12", title: "Vulnerability metrics" }
  - { id: "UEM-01", title: "Endpoint policy" }
  - { id: "UEM-02", title: "Approved apps" }
  - { id: "UEM-03", title: "Compatibility" }
  - { id: "UEM-04", title: "Endpoint inventory" }
  - { id: "UEM-05", title: "Endpoint management" }
  - { id: "UEM-06", title: "Auto lock" }
  - { id: "UEM-07", title: "OS and patch control" }
  - { id: "UEM-08", title: "Disk encryption" }
  - { id: "UEM-09", title: "Endpoint anti-malware" }
  - { id: "UEM-10", title: "Host firewall" }
  - { id: "UEM-11", title: "Endpoint DLP" }
  - { id: "UEM-12", title: "Remote locate" }
  - { id: "UEM-13", title: "Remote wipe" }
  - { id: "UEM-14", title: "Third-party endpoints" }

"""###,
    "Policies/frameworks/ccpa.yaml": ###"""
id: ccpa
name: "CCPA / CPRA and regulations"
version: "Civil Code 1798.100 ff. and 11 CCR 7000 ff. (regulations of 2025-09-23, in force 2026-01-01)"
publisher: "California"
source: "leginfo.legislature.ca.gov, California Civil Code and 11 CCR"
law: true
nested: true
requirements:
  - { id: "1798.100", title: "Notice, purpose limit, retention, reasonable security" }
  - { id: "1798.100(a)", title: "Notice at collection incl. retention period" }
  - { id: "1798.100(c)", title: "Necessary and proportionate" }
  - { id: "1798.100(d)", title: "Contracts with recipients" }
  - { id: "1798.100(e)", title: "Reasonable security" }
  - { id: "1798.105", title: "Delete" }
  - { id: "1798.106", title: "Correct" }
  - { id: "1798.110", title: "Know what is collected" }
  - { id: "1798.115", title: "Know what is sold or shared" }
  - { id: "1798.120", title: "Opt out of sale and sharing" }
  - { id: "1798.121", title: "Limit sensitive data use" }
  - { id: "1798.125", title: "No retaliation" }
  - { id: "1798.130", title: "Methods, 45-day response" }
  - { id: "1798.135", title: "Opt-out links and signals" }
  - { id: "1798.140", title: "Definitions (service provider: (ag))" }
  - { id: "1798.145", title: "Exemptions" }
  - { id: "1798.150", title: "Breach private action" }
  - { id: "1798.155", title: "Fines" }
  - { id: "1798.185", title: "Regulations" }
  - { id: "R7002", title: "Purpose and proportionality" }
  - { id: "R7011", title: "Privacy policy" }
  - { id: "R7012", title: "Notice at collection" }
  - { id: "R7021", title: "Response times" }
  - { id: "R7022", title: "Deletion requests" }
  - { id: "R7025", title: "Opt-out signals" }
  - { id: "R7050", title: "Service providers" }
  - { id: "R7051", title: "Service provider contracts" }
  - { id: "R7120", title: "Cybersecurity audit: who" }
  - { id: "R7121", title: "Cybersecurity audit: timing" }
  - { id: "R7122", title: "Cybersecurity audit: thorough and independent" }
  - { id: "R7123", title: "Cybersecurity audit: scope (MFA, encryption, access, inventory, patching, logs, pentest, training, IR, backup)" }
  - { id: "R7124", title: "Audit certification" }
  - { id: "R7150", title: "Risk assessment: when" }
  - { id: "R7152", title: "Risk assessment: content" }
  - { id: "R7157", title: "Risk assessment: submission" }
  - { id: "R7200", title: "Automated decision technology" }
  - { id: "R7220", title: "ADMT pre-use notice" }
  - { id: "R7221", title: "ADMT opt-out" }
  - { id: "CIV1798.82", title: "Breach notice (30 days from 2026, SB 446)" }

"""###,
    "Policies/frameworks/cis8.yaml": ###"""
id: cis8
name: "CIS Critical Security Controls"
version: "8.1"
publisher: "Center for Internet Security"
source: "CIS Controls v8.1"
groups:
  - { id: "1", title: "Enterprise assets" }
  - { id: "2", title: "Software assets" }
  - { id: "3", title: "Data protection" }
  - { id: "4", title: "Secure configuration" }
  - { id: "5", title: "Accounts" }
  - { id: "6", title: "Access control" }
  - { id: "7", title: "Vulnerability management" }
  - { id: "8", title: "Audit logs" }
  - { id: "9", title: "Email and browsers" }
  - { id: "10", title: "Malware" }
  - { id: "11", title: "Recovery" }
  - { id: "12", title: "Network infrastructure" }
  - { id: "13", title: "Network monitoring" }
  - { id: "14", title: "Awareness" }
  - { id: "15", title: "Service providers" }
  - { id: "16", title: "Application security" }
  - { id: "17", title: "Incident response" }
  - { id: "18", title: "Penetration testing" }
requirements:
  - { id: "1.1", title: "Asset inventory" }
  - { id: "1.2", title: "Unauthorised assets dealt with" }
  - { id: "1.3", title: "Active discovery" }
  - { id: "1.4", title: "DHCP logs feed the inventory" }
  - { id: "1.5", title: "Passive discovery" }
  - { id: "2.1", title: "Software inventory" }
  - { id: "2.2", title: "Only supported software" }
  - { id: "2.3", title: "Unauthorised software dealt with" }
  - { id: "2.4", title: "Automated software inventory" }
  - { id: "2.5", title: "Software allowlist" }
  - { id: "2.6", title: "Library allowlist" }
  - { id: "2.7", title: "Script allowlist" }
  - { id: "3.1", title: "Data management process" }
  - { id: "3.2", title: "Data inventory" }
  - { id: "3.3", title: "Data access lists by need" }
  - { id: "3.4", title: "Retention enforced" }
  - { id: "3.5", title: "Secure data disposal" }
  - { id: "3.6", title: "End-user devices encrypted" }
  - { id: "3.7", title: "Data classification" }
  - { id: "3.8", title: "Data flows documented" }
  - { id: "3.9", title: "Removable media encrypted" }
  - { id: "3.10", title: "Sensitive data encrypted in transit" }
  - { id: "3.11", title: "Sensitive data encrypted at rest" }
  - { id: "3.12", title: "Processing split by sensitivity" }
  - { id: "3.13", title: "Data loss prevention" }
  - { id: "3.14", title: "Access to sensitive data logged" }
  - { id: "4.1", title: "Secure configuration process" }
  - { id: "4.2", title: "Secure network configuration process" }
  - { id: "4.3", title: "Automatic session lock" }
  - { id: "4.4", title: "Server firewalls" }
  - { id: "4.5", title: "End-device firewalls" }
  - { id: "4.6", title: "Assets and software administered securely (as code, over secure protocols)" }
  - { id: "4.7", title: "Default accounts managed" }
  - { id: "4.8", title: "Unneeded services off" }
  - { id: "4.9", title: "Trusted DNS" }
  - { id: "4.10", title: "Portable device lockout" }
  - { id: "4.11", title: "Remote wipe" }
  - { id: "4.12", title: "Separate work profile on mobile" }
  - { id: "5.1", title: "Account inventory" }
  - { id: "5.2", title: "Unique passwords" }
  - { id: "5.3", title: "Dormant accounts disabled" }
  - { id: "5.4", title: "Dedicated admin accounts" }
  - { id: "5.5", title: "Service account inventory" }
  - { id: "5.6", title: "Central account management" }
  - { id: "6.1", title: "Access granting process" }
  - { id: "6.2", title: "Access revoking process" }
  - { id: "6.3", title: "MFA on externally exposed apps" }
  - { id: "6.4", title: "MFA on remote network access" }
  - { id: "6.5", title: "MFA for administration" }
  - { id: "6.6", title: "Inventory of auth systems" }
  - { id: "6.7", title: "Central access control (SSO)" }
  - { id: "6.8", title: "Role-based access defined and reviewed" }
  - { id: "7.1", title: "Vulnerability management process" }
  - { id: "7.2", title: "Risk-based remediation process" }
  - { id: "7.3", title: "OS patching automated" }
  - { id: "7.4", title: "Application patching automated" }
  - { id: "7.5", title: "Internal vulnerability scans" }
  - { id: "7.6", title: "External vulnerability scans" }
  - { id: "7.7", title: "Findings remediated" }
  - { id: "8.1", title: "Audit log process" }
  - { id: "8.2", title: "Logs collected" }
  - { id: "8.3", title: "Log storage adequate" }
  - { id: "8.4", title: "Time synchronised" }
  - { id: "8.5", title: "Detailed logs" }
  - { id: "8.6", title: "DNS query logs" }
  - { id: "8.7", title: "URL request logs" }
  - { id: "8.8", title: "Command-line logs" }
  - { id: "8.9", title: "Logs centralised" }
  - { id: "8.10", title: "Logs kept (at least 90 days)" }
  - { id: "8.11", title: "Logs reviewed" }
  - { id: "8.12", title: "Service provider logs collected" }
  - { id: "9.1", title: "Supported browsers and mail clients only" }
  - { id: "9.2", title: "DNS filtering" }
  - { id: "9.3", title: "URL filtering" }
  - { id: "9.4", title: "Browser extensions limited" }
  - { id: "9.5", title: "DMARC" }
  - { id: "9.6", title: "Risky file types blocked" }
  - { id: "9.7", title: "Mail server anti-malware" }
  - { id: "10.1", title: "Anti-malware deployed" }
  - { id: "10.2", title: "Signatures updated automatically" }
  - { id: "10.3", title: "Autorun off" }
  - { id: "10.4", title: "Removable media scanned" }
  - { id: "10.5", title: "Anti-exploitation on" }
  - { id: "10.6", title: "Anti-malware managed centrally" }
  - { id: "10.7", title: "Behaviour-based anti-malware" }
  - { id: "11.1", title: "Recovery process" }
  - { id: "11.2", title: "Automated backups" }
  - { id: "11.3", title: "Recovery data protected (encryption or separation)" }
  - { id: "11.4", title: "Isolated copy of recovery data" }
  - { id: "11.5", title: "Restore tested" }
  - { id: "12.1", title: "Network gear current" }
  - { id: "12.2", title: "Secure network architecture" }
  - { id: "12.3", title: "Network infrastructure managed securely" }
  - { id: "12.4", title: "Architecture diagrams" }
  - { id: "12.5", title: "Central network AAA" }
  - { id: "12.6", title: "Secure network protocols" }
  - { id: "12.7", title: "Remote devices via VPN and AAA" }
  - { id: "12.8", title: "Dedicated admin machines" }
  - { id: "13.1", title: "Security alerts centralised" }
  - { id: "13.2", title: "Host intrusion detection" }
  - { id: "13.3", title: "Network intrusion detection" }
  - { id: "13.4", title: "Traffic filtered between segments" }
  - { id: "13.5", title: "Remote asset access control" }
  - { id: "13.6", title: "Flow logs" }
  - { id: "13.7", title: "Host intrusion prevention" }
  - { id: "13.8", title: "Network intrusion prevention" }
  - { id: "13.9", title: "Port-level access control" }
  - { id: "13.10", title: "Application-layer filtering" }
  - { id: "13.11", title: "Alert thresholds tuned" }
  - { id: "14.1", title: "Awareness programme" }
  - { id: "14.2", title: "Social-engineering training" }
  - { id: "14.3", title: "Authentication training" }
  - { id: "14.4", title: "Data-handling training" }
  - { id: "14.5", title: "Accidental exposure training" }
  - { id: "14.6", title: "Incident recognition training" }
  - { id: "14.7", title: "Missing-update reporting training" }
  - { id: "14.8", title: "Insecure-network training" }
  - { id: "14.9", title: "Role-specific training" }
  - { id: "15.1", title: "Service provider inventory" }
  - { id: "15.2", title: "Service provider policy" }
  - { id: "15.3", title: "Service providers classified" }
  - { id: "15.4", title: "Security terms in contracts" }
  - { id: "15.5", title: "Service providers assessed" }
  - { id: "15.6", title: "Service providers monitored" }
  - { id: "15.7", title: "Service providers decommissioned safely" }
  - { id: "16.1", title: "Secure development process" }
  - { id: "16.2", title: "Process to accept and fix reported vulnerabilities" }
  - { id: "16.3", title: "Root cause analysis of vulnerabilities" }
  - { id: "16.4", title: "Third-party component inventory (SBOM)" }
  - { id: "16.5", title: "Current, trusted components" }
  - { id: "16.6", title: "Severity rating for app vulnerabilities" }
  - { id: "16.7", title: "Hardened app infrastructure templates" }
  - { id: "16.8", title: "Production apart from non-production" }
  - { id: "16.9", title: "Developer security training" }
  - { id: "16.10", title: "Secure design principles" }
  - { id: "16.11", title: "Vetted security modules (identity, crypto, logging)" }
  - { id: "16.12", title: "Static and dynamic code checks" }
  - { id: "16.13", title: "Application penetration tests" }
  - { id: "16.14", title: "Threat modelling" }
  - { id: "17.1", title: "Incident handlers named" }
  - { id: "17.2", title: "Incident contacts kept" }
  - { id: "17.3", title: "Staff incident reporting process" }
  - { id: "17.4", title: "Incident response process" }
  - { id: "17.5", title: "Incident roles" }
  - { id: "17.6", title: "Incident communication channels" }
  - { id: "17.7", title: "Incident exercises" }
  - { id: "17.8", title: "Post-incident reviews" }
  - { id: "17.9", title: "Incident thresholds" }
  - { id: "18.1", title: "Penetration test programme" }
  - { id: "18.2", title: "External penetration tests" }
  - { id: "18.3", title: "Penetration findings fixed" }
  - { id: "18.4", title: "Defences validated after tests" }
  - { id: "18.5", title: "Internal penetration tests" }

"""###,
    "Policies/frameworks/cra.yaml": ###"""
id: cra
name: "EU Cyber Resilience Act"
version: "Regulation (EU) 2024/2847 (reporting since 2026-09-11, all from 2027-12-11)"
publisher: "European Union"
source: "EUR-Lex 32024R2847"
law: true
nested: true
groups:
  - { id: "AI.I", title: "Annex I, part I: properties of the product" }
  - { id: "AI.II", title: "Annex I, part II: handling of vulnerabilities" }
requirements:
  - { id: "13", title: "Manufacturer duties" }
  - { id: "13(5)", title: "Due diligence on components" }
  - { id: "13(6)", title: "Report upstream vulnerabilities" }
  - { id: "13(8)", title: "Support period" }
  - { id: "13(17)", title: "Single contact point" }
  - { id: "14", title: "Reporting (from 11 Sep 2026)" }
  - { id: "14(2)(a)", title: "Exploited vulnerability: early warning 24 h" }
  - { id: "14(2)(b)", title: "Notification 72 h" }
  - { id: "14(2)(c)", title: "Final report 14 days after fix" }
  - { id: "14(4)(a)", title: "Severe incident: early warning 24 h" }
  - { id: "14(4)(b)", title: "Incident notification 72 h" }
  - { id: "14(4)(c)", title: "Final report one month" }
  - { id: "14(8)", title: "Users informed" }
  - { id: "AI.I.1", title: "Security fit for the risk" }
  - { id: "AI.I.2.a", title: "No known exploitable vulnerabilities" }
  - { id: "AI.I.2.b", title: "Secure by default" }
  - { id: "AI.I.2.c", title: "Security updates" }
  - { id: "AI.I.2.d", title: "Access control" }
  - { id: "AI.I.2.e", title: "Confidentiality (encryption)" }
  - { id: "AI.I.2.f", title: "Integrity" }
  - { id: "AI.I.2.g", title: "Data minimisation" }
  - { id: "AI.I.2.h", title: "Availability" }
  - { id: "AI.I.2.i", title: "Little harm to others" }
  - { id: "AI.I.2.j", title: "Small attack surface" }
  - { id: "AI.I.2.k", title: "Incident impact reduced" }
  - { id: "AI.I.2.l", title: "Logging" }
  - { id: "AI.I.2.m", title: "Data removal and transfer" }
  - { id: "AI.II.1", title: "SBOM and vulnerability records" }
  - { id: "AI.II.2", title: "Fix without delay" }
  - { id: "AI.II.3", title: "Regular tests" }
  - { id: "AI.II.4", title: "Fixed vulnerabilities disclosed" }
  - { id: "AI.II.5", title: "Coordinated disclosure policy" }
  - { id: "AI.II.6", title: "Contact for reports" }
  - { id: "AI.II.7", title: "Secure update distribution" }
  - { id: "AI.II.8", title: "Updates free and prompt" }
  - { id: "AII", title: "User information" }
  - { id: "AVII", title: "Technical documentation" }

"""###,
    "Policies/frameworks/csf2.yaml": ###"""
id: csf2
name: "NIST Cybersecurity Framework"
version: "2.0 (2024-02-26)"
publisher: "NIST"
source: "NIST CSWP 29"
groups:
  - { id: "GV.OC", title: "Govern: Organizational Context" }
  - { id: "GV.RM", title: "Govern: Risk Management Strategy" }
  - { id: "GV.RR", title: "Govern: Roles, Responsibilities, and Authorities" }
  - { id: "GV.PO", title: "Govern: Policy" }
  - { id: "GV.OV", title: "Govern: Oversight" }
  - { id: "GV.SC", title: "Govern: Cybersecurity Supply Chain Risk Management" }
  - { id: "ID.AM", title: "Identify: Asset Management" }
  - { id: "ID.RA", title: "Identify: Risk Assessment" }
  - { id: "ID.IM", title: "Identify: Improvement" }
  - { id: "PR.AA", title: "Protect: Identity Management, Authentication, and Access Control" }
  - { id: "PR.AT", title: "Protect: Awareness and Training" }
  - { id: "PR.DS", title: "Protect: Data Security" }
  - { id: "PR.PS", title: "Protect: Platform Security" }
  - { id: "PR.IR", title: "Protect: Technology Infrastructure Resilience" }
  - { id: "DE.CM", title: "Detect: Continuous Monitoring" }
  - { id: "DE.AE", title: "Detect: Adverse Event Analysis" }
  - { id: "RS.MA", title: "Respond: Incident Management" }
  - { id: "RS.AN", title: "Respond: Incident Analysis" }
  - { id: "RS.CO", title: "Respond: Incident Response Reporting and Communication" }
  - { id: "RS.MI", title: "Respond: Incident Mitigation" }
  - { id: "RC.RP", title: "Recover: Incident Recovery Plan Execution" }
  - { id: "RC.CO", title: "Recover: Incident Recovery Communication" }
requirements:
  - { id: "GV.OC-01", title: "The organizational mission is understood and informs cybersecurity risk management" }
  - { id: "GV.OC-02", title: "Internal and external stakeholders are understood, and their needs and expectations regarding cybersecurity risk management are understood and considered" }
  - { id: "GV.OC-03", title: "Legal, regulatory, and contractual requirements regarding cybersecurity - including privacy and civil liberties obligations - are understood and managed" }
  - { id: "GV.OC-04", title: "Critical objectives, capabilities, and services that stakeholders depend on or expect from the organization are understood and communicated" }
  - { id: "GV.OC-05", title: "Outcomes, capabilities, and services that the organization depends on are understood and communicated" }
  - { id: "GV.RM-01", title: "Risk management objectives are established and agreed to by organizational stakeholders" }
  - { id: "GV.RM-02", title: "Risk appetite and risk tolerance statements are established, communicated, and maintained" }
  - { id: "GV.RM-03", title: "Cybersecurity risk management activities and outcomes are included in enterprise risk management processes" }
  - { id: "GV.RM-04", title: "Strategic direction that describes appropriate risk response options is established and communicated" }
  - { id: "GV.RM-05", title: "Lines of communication across the organization are established for cybersecurity risks, including risks from suppliers and other third parties" }
  - { id: "GV.RM-06", title: "A standardized method for calculating, documenting, categorizing, and prioritizing cybersecurity risks is established and communicated" }
  - { id: "GV.RM-07", title: "Strategic opportunities (i.e., positive risks) are characterized and are included in organizational cybersecurity risk discussions" }
  - { id: "GV.RR-01", title: "Organizational leadership is responsible and accountable for cybersecurity risk and fosters a culture that is risk-aware, ethical, and continually improving" }
  - { id: "GV.RR-02", title: "Roles, responsibilities, and authorities related to cybersecurity risk management are established, communicated, understood, and enforced" }
  - { id: "GV.RR-03", title: "Adequate resources are allocated commensurate with the cybersecurity risk strategy, roles, responsibilities, and policies" }
  - { id: "GV.RR-04", title: "Cybersecurity is included in human resources practices" }
  - { id: "GV.PO-01", title: "Policy for managing cybersecurity risks is established based on organizational context, cybersecurity strategy, and priorities and is communicated and enforced" }
  - { id: "GV.PO-02", title: "Policy for managing cybersecurity risks is reviewed, updated, communicated, and enforced to reflect changes in requirements, threats, technology, and organizational mission" }
  - { id: "GV.OV-01", title: "Cybersecurity risk management strategy outcomes are reviewed to inform and adjust strategy and direction" }
  - { id: "GV.OV-02", title: "The cybersecurity risk management strategy is reviewed and adjusted to ensure coverage of organizational requirements and risks" }
  - { id: "GV.OV-03", title: "Organizational cybersecurity risk management performance is evaluated and reviewed for adjustments needed" }
  - { id: "GV.SC-01", title: "A cybersecurity supply chain risk management program, strategy, objectives, policies, and processes are established and agreed to by organizational stakeholders" }
  - { id: "GV.SC-02", title: "Cybersecurity roles and responsibilities for suppliers, customers, and partners are established, communicated, and coordinated internally and externally" }
  - { id: "GV.SC-03", title: "Cybersecurity supply chain risk management is integrated into cybersecurity and enterprise risk management, risk assessment, and improvement processes" }
  - { id: "GV.SC-04", title: "Suppliers are known and prioritized by criticality" }
  - { id: "GV.SC-05", title: "Requirements to address cybersecurity risks in supply chains are established, prioritized, and integrated into contracts and other types of agreements with suppliers and other relevant third parties" }
  - { id: "GV.SC-06", title: "Planning and due diligence are performed to reduce risks before entering into formal supplier or other third-party relationships" }
  - { id: "GV.SC-07", title: "The risks posed by a supplier, their products and services, and other third parties are understood, recorded, prioritized, assessed, responded to, and monitored over the course of the relationship" }
  - { id: "GV.SC-08", title: "Relevant suppliers and other third parties are included in incident planning, response, and recovery activities" }
  - { id: "GV.SC-09", title: "Supply chain security practices are integrated into cybersecurity and enterprise risk management programs, and their performance is monitored throughout the technology product and service life cycle" }
  - { id: "GV.SC-10", title: "Cybersecurity supply chain risk management plans include provisions for activities that occur after the conclusion of a partnership or service agreement" }
  - { id: "ID.AM-01", title: "Inventories of hardware managed by the organization are maintained" }
  - { id: "ID.AM-02", title: "Inventories of software, services, and systems managed by the organization are maintained" }
  - { id: "ID.AM-03", title: "Representations of the organization's authorized network communication and internal and external network data flows are maintained" }
  - { id: "ID.AM-04", title: "Inventories of services provided by suppliers are maintained" }
  - { id: "ID.AM-05", title: "Assets are prioritized based on classification, criticality, resources, and impact on the mission" }
  - { id: "ID.AM-07", title: "Inventories of data and corresponding metadata for designated data types are maintained" }
  - { id: "ID.AM-08", title: "Systems, hardware, software, services, and data are managed throughout their life cycles" }
  - { id: "ID.RA-01", title: "Vulnerabilities in assets are identified, validated, and recorded" }
  - { id: "ID.RA-02", title: "Cyber threat intelligence is received from information sharing forums and sources" }
  - { id: "ID.RA-03", title: "Internal and external threats to the organization are identified and recorded" }
  - { id: "ID.RA-04", title: "Potential impacts and likelihoods of threats exploiting vulnerabilities are identified and recorded" }
  - { id: "ID.RA-05", title: "Threats, vulnerabilities, likelihoods, and impacts are used to understand inherent risk and inform risk response prioritization" }
  - { id: "ID.RA-06", title: "Risk responses are chosen, prioritized, planned, tracked, and communicated" }
  - { id: "ID.RA-07", title: "Changes and exceptions are managed, assessed for risk impact, recorded, and tracked" }
  - { id: "ID.RA-08", title: "Processes for receiving, analyzing, and responding to vulnerability disclosures are established" }
  - { id: "ID.RA-09", title: "The authenticity and integrity of hardware and software are assessed prior to acquisition and use" }
  - { id: "ID.RA-10", title: "Critical suppliers are assessed prior to acquisition" }
  - { id: "ID.IM-01", title: "Improvements are identified from evaluations" }
  - { id: "ID.IM-02", title: "Improvements are identified from security tests and exercises, including those done in coordination with suppliers and relevant third parties" }
  - { id: "ID.IM-03", title: "Improvements are identified from execution of operational processes, procedures, and activities" }
  - { id: "ID.IM-04", title: "Incident response plans and other cybersecurity plans that affect operations are established, communicated, maintained, and improved" }
  - { id: "PR.AA-01", title: "Identities and credentials for authorized users, services, and hardware are managed by the organization" }
  - { id: "PR.AA-02", title: "Identities are proofed and bound to credentials based on the context of interactions" }
  - { id: "PR.AA-03", title: "Users, services, and hardware are authenticated" }
  - { id: "PR.AA-04", title: "Identity assertions are protected, conveyed, and verified" }
  - { id: "PR.AA-05", title: "Access permissions, entitlements, and authorizations are defined in a policy, managed, enforced, and reviewed, and incorporate the principles of least privilege and separation of duties" }
  - { id: "PR.AA-06", title: "Physical access to assets is managed, monitored, and enforced commensurate with risk" }
  - { id: "PR.AT-01", title: "Personnel are provided with awareness and training so that they possess the knowledge and skills to perform general tasks with cybersecurity risks in mind" }
  - { id: "PR.AT-02", title: "Individuals in specialized roles are provided with awareness and training so that they possess the knowledge and skills to perform relevant tasks with cybersecurity risks in mind" }
  - { id: "PR.DS-01", title: "The confidentiality, integrity, and availability of data-at-rest are protected" }
  - { id: "PR.DS-02", title: "The confidentiality, integrity, and availability of data-in-transit are protected" }
  - { id: "PR.DS-10", title: "The confidentiality, integrity, and availability of data-in-use are protected" }
  - { id: "PR.DS-11", title: "Backups of data are created, protected, maintained, and tested" }
  - { id: "PR.PS-01", title: "Configuration management practices are established and applied" }
  - { id: "PR.PS-02", title: "Software is maintained, replaced, and removed commensurate with risk" }
  - { id: "PR.PS-03", title: "Hardware is maintained, replaced, and removed commensurate with risk" }
  - { id: "PR.PS-04", title: "Log records are generated and made available for continuous monitoring" }
  - { id: "PR.PS-05", title: "Installation and execution of unauthorized software are prevented" }
  - { id: "PR.PS-06", title: "Secure software development practices are integrated, and their performance is monitored throughout the software development life cycle" }
  - { id: "PR.IR-01", title: "Networks and environments are protected from unauthorized logical access and usage" }
  - { id: "PR.IR-02", title: "The organization's technology assets are protected from environmental threats" }
  - { id: "PR.IR-03", title: "Mechanisms are implemented to achieve resilience requirements in normal and adverse situations" }
  - { id: "PR.IR-04", title: "Adequate resource capacity to ensure availability is maintained" }
  - { id: "DE.CM-01", title: "Networks and network services are monitored to find potentially adverse events" }
  - { id: "DE.CM-02", title: "The physical environment is monitored to find potentially adverse events" }
  - { id: "DE.CM-03", title: "Personnel activity and technology usage are monitored to find potentially adverse events" }
  - { id: "DE.CM-06", title: "External service provider activities and services are monitored to find potentially adverse events" }
  - { id: "DE.CM-09", title: "Computing hardware and software, runtime environments, and their data are monitored to find potentially adverse events" }
  - { id: "DE.AE-02", title: "Potentially adverse events are analyzed to better understand associated activities" }
  - { id: "DE.AE-03", title: "Information is correlated from multiple sources" }
  - { id: "DE.AE-04", title: "The estimated impact and scope of adverse events are understood" }
  - { id: "DE.AE-06", title: "Information on adverse events is provided to authorized staff and tools" }
  - { id: "DE.AE-07", title: "Cyber threat intelligence and other contextual information are integrated into the analysis" }
  - { id: "DE.AE-08", title: "Incidents are declared when adverse events meet the defined incident criteria" }
  - { id: "RS.MA-01", title: "The incident response plan is executed in coordination with relevant third parties once an incident is declared" }
  - { id: "RS.MA-02", title: "Incident reports are triaged and validated" }
  - { id: "RS.MA-03", title: "Incidents are categorized and prioritized" }
  - { id: "RS.MA-04", title: "Incidents are escalated or elevated as needed" }
  - { id: "RS.MA-05", title: "The criteria for initiating incident recovery are applied" }
  - { id: "RS.AN-03", title: "Analysis is performed to establish what has taken place during an incident and the root cause of the incident" }
  - { id: "RS.AN-06", title: "Actions performed during an investigation are recorded, and the records' integrity and provenance are preserved" }
  - { id: "RS.AN-07", title: "Incident data and metadata are collected, and their integrity and provenance are preserved" }
  - { id: "RS.AN-08", title: "An incident's magnitude is estimated and validated" }
  - { id: "RS.CO-02", title: "Internal and external stakeholders are notified of incidents" }
  - { id: "RS.CO-03", title: "Information is shared with designated internal and external stakeholders" }
  - { id: "RS.MI-01", title: "Incidents are contained" }
  - { id: "RS.MI-02", title: "Incidents are eradicated" }
  - { id: "RC.RP-01", title: "The recovery portion of the incident response plan is executed once initiated from the incident response process" }
  - { id: "RC.RP-02", title: "Recovery actions are selected, scoped, prioritized, and performed" }
  - { id: "RC.RP-03", title: "The integrity of backups and other restoration assets is verified before using them for restoration" }
  - { id: "RC.RP-04", title: "Critical mission functions and cybersecurity risk management are considered to establish post-incident operational norms" }
  - { id: "RC.RP-05", title: "The integrity of restored assets is verified, systems and services are restored, and normal operating status is confirmed" }
  - { id: "RC.RP-06", title: "The end of incident recovery is declared based on criteria, and incident-related documentation is completed" }
  - { id: "RC.CO-03", title: "Recovery activities and progress in restoring operational capabilities are communicated to designated internal and external stakeholders" }
  - { id: "RC.CO-04", title: "Public updates on incident recovery are shared using approved methods and messaging" }

"""###,
    "Policies/frameworks/dora.yaml": ###"""
id: dora
name: "DORA"
version: "Regulation (EU) 2022/2554 (applies since 2025-01-17)"
publisher: "European Union"
source: "EUR-Lex 32022R2554"
law: true
nested: true
requirements:
  - { id: "5", title: "Governance" }
  - { id: "6", title: "ICT risk framework" }
  - { id: "7", title: "ICT systems" }
  - { id: "8", title: "Identification" }
  - { id: "9", title: "Protection and prevention" }
  - { id: "9(2)", title: "Security policies and tools" }
  - { id: "9(4)(c)", title: "Access limits" }
  - { id: "9(4)(d)", title: "Strong authentication and key protection" }
  - { id: "9(4)(e)", title: "Change management" }
  - { id: "9(4)(f)", title: "Patching" }
  - { id: "10", title: "Detection" }
  - { id: "11", title: "Response and recovery" }
  - { id: "12", title: "Backup, restore" }
  - { id: "13", title: "Learning" }
  - { id: "14", title: "Communication" }
  - { id: "15", title: "Technical standards" }
  - { id: "16", title: "Simplified framework" }
  - { id: "17", title: "Incident process" }
  - { id: "18", title: "Classification" }
  - { id: "19", title: "Reporting major incidents" }
  - { id: "20", title: "Report content and templates" }
  - { id: "24", title: "Testing: general" }
  - { id: "25", title: "Testing of tools and systems" }
  - { id: "26", title: "Threat-led penetration tests" }
  - { id: "27", title: "Testers" }
  - { id: "28", title: "Third-party risk: principles" }
  - { id: "28(3)", title: "Register of information" }
  - { id: "28(8)", title: "Exit strategies" }
  - { id: "29", title: "Concentration risk" }
  - { id: "30", title: "Contract terms" }
  - { id: "30(2)(a)", title: "Service description and sub-contracting" }
  - { id: "30(2)(b)", title: "Locations" }
  - { id: "30(2)(c)", title: "Data protection" }
  - { id: "30(2)(d)", title: "Access and return of data" }
  - { id: "30(2)(e)", title: "Service levels" }
  - { id: "30(2)(f)", title: "Help in incidents" }
  - { id: "30(2)(g)", title: "Cooperation with authorities" }
  - { id: "30(2)(h)", title: "Termination" }
  - { id: "30(2)(i)", title: "Training participation" }
  - { id: "30(3)", title: "Extra terms for critical functions (audit, tests, exit)" }
  - { id: "31", title: "Critical providers" }
  - { id: "45", title: "Information sharing" }

"""###,
    "Policies/frameworks/dpdpa.yaml": ###"""
id: dpdpa
name: "India Digital Personal Data Protection Act"
version: "2023 (No. 22 of 2023)"
publisher: "India"
source: "MeitY, Act No. 22 of 2023"
law: true
nested: true
requirements:
  - { id: "1", title: "Short title, commencement" }
  - { id: "2", title: "Definitions" }
  - { id: "3", title: "Application" }
  - { id: "4", title: "Grounds for processing" }
  - { id: "5", title: "Notice" }
  - { id: "6", title: "Consent" }
  - { id: "6(4)", title: "Withdrawal of consent" }
  - { id: "6(9)", title: "Consent managers registered" }
  - { id: "7", title: "Certain legitimate uses" }
  - { id: "8", title: "General duties of a data fiduciary" }
  - { id: "8(1)", title: "Responsible also for its processors" }
  - { id: "8(2)", title: "Processor only under valid contract" }
  - { id: "8(3)", title: "Complete, accurate, consistent data" }
  - { id: "8(4)", title: "Technical and organisational measures" }
  - { id: "8(5)", title: "Reasonable security safeguards" }
  - { id: "8(6)", title: "Breach told to Board and each affected person" }
  - { id: "8(7)", title: "Erase on withdrawal or when purpose served, also at the processor" }
  - { id: "8(8)", title: "When purpose is deemed served" }
  - { id: "8(9)", title: "Contact published" }
  - { id: "8(10)", title: "Grievance mechanism" }
  - { id: "9", title: "Children's data" }
  - { id: "10", title: "Significant data fiduciary (DPO, auditor, DPIA)" }
  - { id: "11", title: "Right to access information" }
  - { id: "12", title: "Correction and erasure" }
  - { id: "13", title: "Grievance redressal" }
  - { id: "14", title: "Nomination" }
  - { id: "15", title: "Duties of data principal" }
  - { id: "16", title: "Transfer outside India" }
  - { id: "17", title: "Exemptions" }
  - { id: "18", title: "Board established" }
  - { id: "19", title: "Board members" }
  - { id: "20", title: "Terms" }
  - { id: "21", title: "Disqualification" }
  - { id: "22", title: "Resignation" }
  - { id: "23", title: "Proceedings" }
  - { id: "24", title: "Officers" }
  - { id: "25", title: "Public servants" }
  - { id: "26", title: "Chairperson powers" }
  - { id: "27", title: "Board powers" }
  - { id: "28", title: "Board procedure" }
  - { id: "29", title: "Appeal" }
  - { id: "30", title: "Orders executable" }
  - { id: "31", title: "Mediation" }
  - { id: "32", title: "Voluntary undertaking" }
  - { id: "33", title: "Penalties" }
  - { id: "34", title: "Penalties credited" }
  - { id: "35", title: "Good faith" }
  - { id: "36", title: "Calling for information" }
  - { id: "37", title: "Blocking" }
  - { id: "38", title: "Relation to other laws" }
  - { id: "39", title: "Civil courts barred" }
  - { id: "40", title: "Rules" }
  - { id: "41", title: "Laying before Parliament" }
  - { id: "42", title: "Schedule amended" }
  - { id: "43", title: "Difficulties" }
  - { id: "44", title: "Other Acts amended" }

"""###,
    "Policies/frameworks/dpdpr.yaml": ###"""
id: dpdpr
name: "India DPDP Rules"
version: "2025 (G.S.R. 846(E), 13 November 2025)"
publisher: "India"
source: "Gazette of India"
law: true
nested: true
requirements:
  - { id: "R1", title: "Title, commencement" }
  - { id: "R2", title: "Definitions" }
  - { id: "R3", title: "Notice to data principal" }
  - { id: "R4", title: "Consent managers" }
  - { id: "R5", title: "State subsidies and services" }
  - { id: "R6", title: "Reasonable security safeguards (encryption/masking, access control, logs, backup, one-year log retention, processor contract)" }
  - { id: "R6(1)(a)", title: "Encryption, obfuscation, masking or tokens" }
  - { id: "R6(1)(b)", title: "Access control" }
  - { id: "R6(1)(c)", title: "Logs, monitoring and review" }
  - { id: "R6(1)(d)", title: "Continuity, backups" }
  - { id: "R6(1)(e)", title: "Logs and data kept one year for detection and investigation" }
  - { id: "R6(1)(f)", title: "Safeguards in processor contracts" }
  - { id: "R6(1)(g)", title: "Technical and organisational measures" }
  - { id: "R7", title: "Breach intimation" }
  - { id: "R7(1)", title: "To each affected person, without delay" }
  - { id: "R7(2)(a)", title: "To the Board, without delay" }
  - { id: "R7(2)(b)", title: "Detailed report to the Board within 72 hours of becoming aware" }
  - { id: "R8", title: "Erasure periods; 48-hour warning; one-year minimum retention of data and logs" }
  - { id: "R9", title: "Contact for questions" }
  - { id: "R10", title: "Verifiable consent: child" }
  - { id: "R11", title: "Verifiable consent: person with disability" }
  - { id: "R12", title: "Child exemptions" }
  - { id: "R13", title: "Significant fiduciary: yearly DPIA and audit" }
  - { id: "R14", title: "Rights of data principals; grievance in 90 days" }
  - { id: "R15", title: "Transfer outside India" }
  - { id: "R16", title: "Research exemption" }
  - { id: "R17", title: "Chairperson chosen" }
  - { id: "R18", title: "Salary" }
  - { id: "R19", title: "Meetings" }
  - { id: "R20", title: "Digital office" }
  - { id: "R21", title: "Officers" }
  - { id: "R22", title: "Appeal" }
  - { id: "R23", title: "Calling for information" }

"""###,
    "Policies/frameworks/gdpr.yaml": ###"""
id: gdpr
name: "EU GDPR"
version: "Regulation (EU) 2016/679"
publisher: "European Union"
source: "EUR-Lex 32016R0679"
law: true
nested: true
requirements:
  - { id: "1", title: "Subject and aims" }
  - { id: "2", title: "Material scope" }
  - { id: "3", title: "Territorial scope" }
  - { id: "4", title: "Definitions" }
  - { id: "5", title: "Principles" }
  - { id: "5(1)(a)", title: "Lawful, fair, transparent" }
  - { id: "5(1)(b)", title: "Purpose limitation" }
  - { id: "5(1)(c)", title: "Data minimisation" }
  - { id: "5(1)(d)", title: "Accuracy" }
  - { id: "5(1)(e)", title: "Storage limitation" }
  - { id: "5(1)(f)", title: "Integrity and confidentiality" }
  - { id: "5(2)", title: "Accountability" }
  - { id: "6", title: "Lawful bases" }
  - { id: "7", title: "Conditions for consent" }
  - { id: "8", title: "Child's consent" }
  - { id: "9", title: "Special categories" }
  - { id: "10", title: "Criminal data" }
  - { id: "11", title: "No identification needed" }
  - { id: "12", title: "Clear information and handling of requests (one month)" }
  - { id: "13", title: "Notice when collected from the person" }
  - { id: "14", title: "Notice when collected elsewhere" }
  - { id: "15", title: "Right of access" }
  - { id: "16", title: "Rectification" }
  - { id: "17", title: "Erasure" }
  - { id: "18", title: "Restriction" }
  - { id: "19", title: "Telling recipients" }
  - { id: "20", title: "Portability" }
  - { id: "21", title: "Objection" }
  - { id: "22", title: "Automated decisions" }
  - { id: "23", title: "Restrictions by law" }
  - { id: "24", title: "Controller responsibility" }
  - { id: "25", title: "Protection by design and default" }
  - { id: "25(1)", title: "By design" }
  - { id: "25(2)", title: "By default" }
  - { id: "26", title: "Joint controllers" }
  - { id: "27", title: "EU representative" }
  - { id: "28", title: "Processors" }
  - { id: "28(1)", title: "Only processors with sufficient guarantees" }
  - { id: "28(2)", title: "Authorisation of sub-processors and notice of changes" }
  - { id: "28(3)", title: "Processor contract (DPA)" }
  - { id: "28(3)(a)", title: "Documented instructions" }
  - { id: "28(3)(b)", title: "Confidentiality of staff" }
  - { id: "28(3)(c)", title: "Article 32 measures" }
  - { id: "28(3)(d)", title: "Sub-processor conditions" }
  - { id: "28(3)(e)", title: "Help with requests" }
  - { id: "28(3)(f)", title: "Help with security, breach, DPIA" }
  - { id: "28(3)(g)", title: "Delete or return at end" }
  - { id: "28(3)(h)", title: "Information and audits" }
  - { id: "28(4)", title: "Same duties on sub-processors" }
  - { id: "29", title: "Processing only on instructions" }
  - { id: "30", title: "Records of processing" }
  - { id: "31", title: "Cooperation with authority" }
  - { id: "32", title: "Security of processing" }
  - { id: "32(1)(a)", title: "Pseudonymisation and encryption" }
  - { id: "32(1)(b)", title: "Confidentiality, integrity, availability, resilience" }
  - { id: "32(1)(c)", title: "Timely restore" }
  - { id: "32(1)(d)", title: "Regular testing of measures" }
  - { id: "32(2)", title: "Risk-based level" }
  - { id: "32(3)", title: "Codes and certification as element" }
  - { id: "32(4)", title: "Staff act on instructions" }
  - { id: "33", title: "Breach notice to authority" }
  - { id: "33(1)", title: "Within 72 hours of becoming aware" }
  - { id: "33(2)", title: "Processor tells controller without undue delay" }
  - { id: "33(3)", title: "Content of notice" }
  - { id: "33(4)", title: "Information in phases" }
  - { id: "33(5)", title: "Breach record" }
  - { id: "34", title: "Breach notice to individuals" }
  - { id: "35", title: "Impact assessment" }
  - { id: "36", title: "Prior consultation" }
  - { id: "37", title: "DPO named" }
  - { id: "38", title: "DPO position" }
  - { id: "39", title: "DPO tasks" }
  - { id: "40", title: "Codes of conduct" }
  - { id: "41", title: "Code monitoring" }
  - { id: "42", title: "Certification" }
  - { id: "43", title: "Certification bodies" }
  - { id: "44", title: "Transfers: principle" }
  - { id: "45", title: "Adequacy" }
  - { id: "46", title: "Safeguards (SCCs)" }
  - { id: "47", title: "Binding corporate rules" }
  - { id: "48", title: "Foreign orders" }
  - { id: "49", title: "Derogations" }
  - { id: "50", title: "International cooperation" }
  - { id: "77", title: "Complaint" }
  - { id: "79", title: "Judicial remedy" }
  - { id: "82", title: "Liability" }
  - { id: "83", title: "Fines" }

"""###,
    "Policies/frameworks/hipaa.yaml": ###"""
id: hipaa
name: "HIPAA Security and Breach Notification Rules"
version: "45 CFR 164 subparts C and D (2013; the 2025 proposed rule is not final)"
publisher: "HHS"
source: "45 CFR part 164"
law: true
groups:
  - { id: "164.306", title: "General rules" }
  - { id: "164.308", title: "Administrative" }
  - { id: "164.310", title: "Physical" }
  - { id: "164.312", title: "Technical" }
  - { id: "164.314", title: "Organisational" }
  - { id: "164.316", title: "Documentation" }
requirements:
  - { id: "164.306", title: "Security standards: general rules" }
  - { id: "164.308(a)(1)(i)", title: "Security management process" }
  - { id: "164.308(a)(1)(ii)(A)", title: "Risk analysis" }
  - { id: "164.308(a)(1)(ii)(B)", title: "Risk management" }
  - { id: "164.308(a)(1)(ii)(C)", title: "Sanction policy" }
  - { id: "164.308(a)(1)(ii)(D)", title: "Information system activity review" }
  - { id: "164.308(a)(2)", title: "Assigned security responsibility" }
  - { id: "164.308(a)(3)(i)", title: "Workforce security" }
  - { id: "164.308(a)(3)(ii)(A)", title: "Authorization and/or supervision" }
  - { id: "164.308(a)(3)(ii)(B)", title: "Workforce clearance procedure" }
  - { id: "164.308(a)(3)(ii)(C)", title: "Termination procedures" }
  - { id: "164.308(a)(4)(i)", title: "Information access management" }
  - { id: "164.308(a)(4)(ii)(A)", title: "Isolating clearinghouse functions" }
  - { id: "164.308(a)(4)(ii)(B)", title: "Access authorization" }
  - { id: "164.308(a)(4)(ii)(C)", title: "Access establishment and modification" }
  - { id: "164.308(a)(5)(i)", title: "Security awareness and training" }
  - { id: "164.308(a)(5)(ii)(A)", title: "Security reminders" }
  - { id: "164.308(a)(5)(ii)(B)", title: "Protection from malicious software" }
  - { id: "164.308(a)(5)(ii)(C)", title: "Log-in monitoring" }
  - { id: "164.308(a)(5)(ii)(D)", title: "Password management" }
  - { id: "164.308(a)(6)(i)", title: "Security incident procedures" }
  - { id: "164.308(a)(6)(ii)", title: "Response and reporting" }
  - { id: "164.308(a)(7)(i)", title: "Contingency plan" }
  - { id: "164.308(a)(7)(ii)(A)", title: "Data backup plan" }
  - { id: "164.308(a)(7)(ii)(B)", title: "Disaster recovery plan" }
  - { id: "164.308(a)(7)(ii)(C)", title: "Emergency mode operation plan" }
  - { id: "164.308(a)(7)(ii)(D)", title: "Testing and revision" }
  - { id: "164.308(a)(7)(ii)(E)", title: "Applications and data criticality analysis" }
  - { id: "164.308(a)(8)", title: "Evaluation" }
  - { id: "164.308(b)(1)", title: "Business associate contracts" }
  - { id: "164.308(b)(3)", title: "Written contract" }
  - { id: "164.310(a)(1)", title: "Facility access controls" }
  - { id: "164.310(a)(2)(i)", title: "Contingency operations" }
  - { id: "164.310(a)(2)(ii)", title: "Facility security plan" }
  - { id: "164.310(a)(2)(iii)", title: "Access control and validation" }
  - { id: "164.310(a)(2)(iv)", title: "Maintenance records" }
  - { id: "164.310(b)", title: "Workstation use" }
  - { id: "164.310(c)", title: "Workstation security" }
  - { id: "164.310(d)(1)", title: "Device and media controls" }
  - { id: "164.310(d)(2)(i)", title: "Disposal" }
  - { id: "164.310(d)(2)(ii)", title: "Media re-use" }
  - { id: "164.310(d)(2)(iii)", title: "Accountability" }
  - { id: "164.310(d)(2)(iv)", title: "Data backup and storage" }
  - { id: "164.312(a)(1)", title: "Access control" }
  - { id: "164.312(a)(2)(i)", title: "Unique user identification" }
  - { id: "164.312(a)(2)(ii)", title: "Emergency access procedure" }
  - { id: "164.312(a)(2)(iii)", title: "Automatic logoff" }
  - { id: "164.312(a)(2)(iv)", title: "Encryption and decryption" }
  - { id: "164.312(b)", title: "Audit controls" }
  - { id: "164.312(c)(1)", title: "Integrity" }
  - { id: "164.312(c)(2)", title: "Mechanism to authenticate ePHI" }
  - { id: "164.312(d)", title: "Person or entity authentication" }
  - { id: "164.312(e)(1)", title: "Transmission security" }
  - { id: "164.312(e)(2)(i)", title: "Integrity controls" }
  - { id: "164.312(e)(2)(ii)", title: "Encryption" }
  - { id: "164.314(a)", title: "Business associate contracts: requirements" }
  - { id: "164.314(b)", title: "Group health plans" }
  - { id: "164.316(a)", title: "Policies and procedures" }
  - { id: "164.316(b)(1)", title: "Documentation" }
  - { id: "164.316(b)(2)(i)", title: "Time limit (six years)" }
  - { id: "164.316(b)(2)(ii)", title: "Availability" }
  - { id: "164.316(b)(2)(iii)", title: "Updates" }
  - { id: "164.402", title: "Breach: definitions" }
  - { id: "164.404", title: "Notice to individuals (60 days)" }
  - { id: "164.406", title: "Notice to media" }
  - { id: "164.408", title: "Notice to the Secretary" }
  - { id: "164.410", title: "Notice by a business associate" }
  - { id: "164.412", title: "Law enforcement delay" }
  - { id: "164.414", title: "Burden of proof" }

"""###,
    "Policies/frameworks/iso27001.yaml": ###"""
id: iso27001
name: "ISO/IEC 27001"
version: "2022 (+Amd 1:2024 climate)"
publisher: "ISO/IEC"
source: "ISO/IEC 27001:2022, clauses 4 to 10 and annex A"
groups:
  - { id: "4", title: "Context" }
  - { id: "5", title: "Leadership" }
  - { id: "6", title: "Planning" }
  - { id: "7", title: "Support" }
  - { id: "8", title: "Operation" }
  - { id: "9", title: "Performance" }
  - { id: "10", title: "Improvement" }
  - { id: "A.5", title: "Organisational controls (37)" }
  - { id: "A.6", title: "People controls (8)" }
  - { id: "A.7", title: "Physical controls (14)" }
  - { id: "A.8", title: "Technological controls (34)" }
requirements:
  - { id: "4.1", title: "Understand internal and external context" }
  - { id: "4.2", title: "Needs of interested parties" }
  - { id: "4.3", title: "ISMS scope" }
  - { id: "4.4", title: "Run and improve the ISMS" }
  - { id: "5.1", title: "Leadership and commitment" }
  - { id: "5.2", title: "Security policy" }
  - { id: "5.3", title: "Roles and authorities" }
  - { id: "6.1", title: "Risks and opportunities; risk assessment and treatment planning (6.1.2, 6.1.3 incl. Statement of Applicability)" }
  - { id: "6.2", title: "Measurable objectives" }
  - { id: "6.3", title: "Planned changes to the ISMS" }
  - { id: "7.1", title: "Resources" }
  - { id: "7.2", title: "Competence" }
  - { id: "7.3", title: "Awareness" }
  - { id: "7.4", title: "Communication" }
  - { id: "7.5", title: "Documented information" }
  - { id: "8.1", title: "Operational control" }
  - { id: "8.2", title: "Risk assessments performed" }
  - { id: "8.3", title: "Risk treatment implemented" }
  - { id: "9.1", title: "Monitoring and measurement" }
  - { id: "9.2", title: "Internal audit" }
  - { id: "9.3", title: "Management review" }
  - { id: "10.1", title: "Continual improvement" }
  - { id: "10.2", title: "Nonconformity and corrective action" }
  - { id: "A.5.1", title: "Set of security policies approved and reviewed" }
  - { id: "A.5.2", title: "Security roles assigned" }
  - { id: "A.5.3", title: "Conflicting duties split" }
  - { id: "A.5.4", title: "Managers require staff to follow policy" }
  - { id: "A.5.5", title: "Authority contacts kept" }
  - { id: "A.5.6", title: "Ties to security communities" }
  - { id: "A.5.7", title: "Threat intelligence gathered and used" }
  - { id: "A.5.8", title: "Security in projects" }
  - { id: "A.5.9", title: "Asset and information inventory" }
  - { id: "A.5.10", title: "Acceptable-use rules" }
  - { id: "A.5.11", title: "Assets returned on exit" }
  - { id: "A.5.12", title: "Information classification" }
  - { id: "A.5.13", title: "Labelling" }
  - { id: "A.5.14", title: "Safe information transfer" }
  - { id: "A.5.15", title: "Access control rules" }
  - { id: "A.5.16", title: "Identity life cycle" }
  - { id: "A.5.17", title: "Passwords and other authentication secrets managed" }
  - { id: "A.5.18", title: "Access rights granted, reviewed, removed" }
  - { id: "A.5.19", title: "Supplier security risk" }
  - { id: "A.5.20", title: "Security terms in supplier agreements" }
  - { id: "A.5.21", title: "ICT supply-chain risk" }
  - { id: "A.5.22", title: "Supplier services monitored and changes managed" }
  - { id: "A.5.23", title: "Cloud services: acquire, use, exit" }
  - { id: "A.5.24", title: "Incident management prepared" }
  - { id: "A.5.25", title: "Events triaged" }
  - { id: "A.5.26", title: "Incidents responded to" }
  - { id: "A.5.27", title: "Lessons from incidents" }
  - { id: "A.5.28", title: "Evidence collected and preserved" }
  - { id: "A.5.29", title: "Security during disruption" }
  - { id: "A.5.30", title: "ICT continuity readiness" }
  - { id: "A.5.31", title: "Legal and contractual obligations identified" }
  - { id: "A.5.32", title: "Intellectual property respected" }
  - { id: "A.5.33", title: "Records protected" }
  - { id: "A.5.34", title: "Privacy and personal data protected" }
  - { id: "A.5.35", title: "Independent security review" }
  - { id: "A.5.36", title: "Compliance with own policies and standards checked" }
  - { id: "A.5.37", title: "Operating procedures written down" }
  - { id: "A.6.1", title: "Background screening" }
  - { id: "A.6.2", title: "Security in employment terms" }
  - { id: "A.6.3", title: "Awareness and training" }
  - { id: "A.6.4", title: "Disciplinary process" }
  - { id: "A.6.5", title: "Duties after leaving or moving" }
  - { id: "A.6.6", title: "Confidentiality agreements" }
  - { id: "A.6.7", title: "Remote work security" }
  - { id: "A.6.8", title: "Staff report security events" }
  - { id: "A.7.1", title: "Physical perimeters" }
  - { id: "A.7.2", title: "Entry controls" }
  - { id: "A.7.3", title: "Offices and rooms secured" }
  - { id: "A.7.4", title: "Premises monitored" }
  - { id: "A.7.5", title: "Environmental threats" }
  - { id: "A.7.6", title: "Work in secure areas" }
  - { id: "A.7.7", title: "Clear desk and screen" }
  - { id: "A.7.8", title: "Equipment placed and protected" }
  - { id: "A.7.9", title: "Off-site assets" }
  - { id: "A.7.10", title: "Storage media handled over their life" }
  - { id: "A.7.11", title: "Power and utilities" }
  - { id: "A.7.12", title: "Cabling" }
  - { id: "A.7.13", title: "Equipment upkeep" }
  - { id: "A.7.14", title: "Safe disposal or reuse of equipment" }
  - { id: "A.8.1", title: "User endpoints protected" }
  - { id: "A.8.2", title: "Privileged access limited" }
  - { id: "A.8.3", title: "Access to information restricted" }
  - { id: "A.8.4", title: "Source code access controlled" }
  - { id: "A.8.5", title: "Strong authentication" }
  - { id: "A.8.6", title: "Capacity managed" }
  - { id: "A.8.7", title: "Malware defence" }
  - { id: "A.8.8", title: "Technical vulnerabilities managed" }
  - { id: "A.8.9", title: "Configurations defined and monitored" }
  - { id: "A.8.10", title: "Information deleted when not needed" }
  - { id: "A.8.11", title: "Data masking" }
  - { id: "A.8.12", title: "Leak prevention" }
  - { id: "A.8.13", title: "Backups kept and tested" }
  - { id: "A.8.14", title: "Redundancy" }
  - { id: "A.8.15", title: "Logs produced, kept, protected" }
  - { id: "A.8.16", title: "Monitoring for anomalies" }
  - { id: "A.8.17", title: "Clocks in sync" }
  - { id: "A.8.18", title: "Powerful utilities restricted" }
  - { id: "A.8.19", title: "Software installation on live systems controlled" }
  - { id: "A.8.20", title: "Networks secured" }
  - { id: "A.8.21", title: "Network service security levels" }
  - { id: "A.8.22", title: "Networks segregated" }
  - { id: "A.8.23", title: "Web filtering" }
  - { id: "A.8.24", title: "Rules for cryptography and keys" }
  - { id: "A.8.25", title: "Secure development life cycle" }
  - { id: "A.8.26", title: "Application security requirements" }
  - { id: "A.8.27", title: "Secure architecture principles" }
  - { id: "A.8.28", title: "Secure coding" }
  - { id: "A.8.29", title: "Security testing before acceptance" }
  - { id: "A.8.30", title: "Outsourced development supervised" }
  - { id: "A.8.31", title: "Dev, test and production kept apart" }
  - { id: "A.8.32", title: "Changes controlled" }
  - { id: "A.8.33", title: "Test data protected" }
  - { id: "A.8.34", title: "Audit tests agreed so systems stay safe" }

"""###,
    "Policies/frameworks/iso27701.yaml": ###"""
id: iso27701
name: "ISO/IEC 27701 privacy controls"
version: "2019 (the 2025 edition numbers its controls anew)"
publisher: "ISO/IEC"
source: "clauses 7 and 8 of ISO/IEC 27701:2019"
groups:
  - { id: "7.2", title: "Conditions (controller)" }
  - { id: "7.3", title: "Duties to individuals" }
  - { id: "7.4", title: "By design and default" }
  - { id: "7.5", title: "Sharing and transfer" }
  - { id: "8.2", title: "Conditions (processor)" }
  - { id: "8.3", title: "Duties to individuals" }
  - { id: "8.4", title: "By design and default" }
  - { id: "8.5", title: "Sharing and transfer" }
requirements:
  - { id: "7.2.1", title: "Purpose documented" }
  - { id: "7.2.2", title: "Lawful basis" }
  - { id: "7.2.3", title: "When and how consent" }
  - { id: "7.2.4", title: "Consent recorded" }
  - { id: "7.2.5", title: "Privacy impact assessment" }
  - { id: "7.2.6", title: "Contracts with processors" }
  - { id: "7.2.7", title: "Joint controllers" }
  - { id: "7.2.8", title: "Records of processing" }
  - { id: "7.3.1", title: "Duties to individuals met" }
  - { id: "7.3.2", title: "Information for individuals decided" }
  - { id: "7.3.3", title: "Information given" }
  - { id: "7.3.4", title: "Change or withdraw consent" }
  - { id: "7.3.5", title: "Objection" }
  - { id: "7.3.6", title: "Access, correction, erasure" }
  - { id: "7.3.7", title: "Third parties told" }
  - { id: "7.3.8", title: "Copy of data" }
  - { id: "7.3.9", title: "Requests handled" }
  - { id: "7.3.10", title: "Automated decisions" }
  - { id: "7.4.1", title: "Collection limited" }
  - { id: "7.4.2", title: "Processing limited" }
  - { id: "7.4.3", title: "Accuracy" }
  - { id: "7.4.4", title: "Minimisation goals" }
  - { id: "7.4.5", title: "De-identify or delete at end" }
  - { id: "7.4.6", title: "Temporary files" }
  - { id: "7.4.7", title: "Retention" }
  - { id: "7.4.8", title: "Disposal" }
  - { id: "7.4.9", title: "Transmission controls" }
  - { id: "7.5.1", title: "Transfer basis" }
  - { id: "7.5.2", title: "Destination countries" }
  - { id: "7.5.3", title: "Transfer records" }
  - { id: "7.5.4", title: "Disclosure records" }
  - { id: "8.2.1", title: "Customer agreement" }
  - { id: "8.2.2", title: "Organisation's purposes" }
  - { id: "8.2.3", title: "No marketing use without consent" }
  - { id: "8.2.4", title: "Infringing instruction told" }
  - { id: "8.2.5", title: "Customer can show compliance" }
  - { id: "8.2.6", title: "Processor records" }
  - { id: "8.3.1", title: "Help with individuals’ rights" }
  - { id: "8.4.1", title: "Temporary files" }
  - { id: "8.4.2", title: "Return, transfer, disposal" }
  - { id: "8.4.3", title: "Transmission controls" }
  - { id: "8.5.1", title: "Transfer basis told" }
  - { id: "8.5.2", title: "Destination countries told" }
  - { id: "8.5.3", title: "Disclosure records" }
  - { id: "8.5.4", title: "Disclosure requests told" }
  - { id: "8.5.5", title: "Legally binding disclosures" }
  - { id: "8.5.6", title: "Sub-contractors disclosed" }
  - { id: "8.5.7", title: "Sub-contractor engagement" }
  - { id: "8.5.8", title: "Sub-contractor change told" }

"""###,
    "Policies/frameworks/iso42001.yaml": ###"""
id: iso42001
name: "ISO/IEC 42001 Annex A (AI management)"
version: "2023"
publisher: "ISO/IEC"
source: "ids: ISO/IEC 42001:2023 Annex A; checked against CISO Assistant library"
groups:
  - { id: "A.2", title: "Policies" }
  - { id: "A.3", title: "Organisation" }
  - { id: "A.4", title: "Resources" }
  - { id: "A.5", title: "Impact" }
  - { id: "A.6", title: "Life cycle" }
  - { id: "A.7", title: "Data" }
  - { id: "A.8", title: "Information to others" }
  - { id: "A.9", title: "Use" }
  - { id: "A.10", title: "Third parties" }
requirements:
  - { id: "A.2.2", title: "AI policy" }
  - { id: "A.2.3", title: "AI policy fits other policies" }
  - { id: "A.2.4", title: "AI policy reviewed" }
  - { id: "A.3.2", title: "AI roles" }
  - { id: "A.3.3", title: "Raising concerns about AI" }
  - { id: "A.4.2", title: "AI resources documented" }
  - { id: "A.4.3", title: "Data resources" }
  - { id: "A.4.4", title: "Tooling" }
  - { id: "A.4.5", title: "Compute" }
  - { id: "A.4.6", title: "People" }
  - { id: "A.5.2", title: "Impact assessment process" }
  - { id: "A.5.3", title: "Impact assessments recorded" }
  - { id: "A.5.4", title: "Impact on individuals and groups" }
  - { id: "A.5.5", title: "Impact on society" }
  - { id: "A.6.1.2", title: "Responsible-development objectives" }
  - { id: "A.6.1.3", title: "Responsible design and development process" }
  - { id: "A.6.2.2", title: "Requirements and specification" }
  - { id: "A.6.2.3", title: "Design records" }
  - { id: "A.6.2.4", title: "Verification and validation" }
  - { id: "A.6.2.5", title: "Deployment plan" }
  - { id: "A.6.2.6", title: "Operation and monitoring" }
  - { id: "A.6.2.7", title: "Technical documentation" }
  - { id: "A.6.2.8", title: "Event logs" }
  - { id: "A.7.2", title: "Data for building and improving AI" }
  - { id: "A.7.3", title: "Data acquisition" }
  - { id: "A.7.4", title: "Data quality" }
  - { id: "A.7.5", title: "Data provenance" }
  - { id: "A.7.6", title: "Data preparation" }
  - { id: "A.8.2", title: "Information for users" }
  - { id: "A.8.3", title: "Outside reporting channel" }
  - { id: "A.8.4", title: "Incident communication" }
  - { id: "A.8.5", title: "Information to other interested parties" }
  - { id: "A.9.2", title: "Responsible-use process" }
  - { id: "A.9.3", title: "Responsible-use objectives" }
  - { id: "A.9.4", title: "Use as intended" }
  - { id: "A.10.2", title: "Responsibilities split with partners" }
  - { id: "A.10.3", title: "AI suppliers" }
  - { id: "A.10.4", title: "AI customers" }

"""###,
    "Policies/frameworks/mvsp.yaml": ###"""
id: mvsp
name: "Minimum Viable Secure Product"
version: "v3.0-20231109"
publisher: "MVSP working group"
source: "mvsp.dev"
groups:
  - { id: "1", title: "Business controls" }
  - { id: "2", title: "Application design controls" }
  - { id: "3", title: "Application implementation controls" }
  - { id: "4", title: "Operational controls" }
requirements:
  - { id: "1.1", title: "External vulnerability reports" }
  - { id: "1.2", title: "Customer testing" }
  - { id: "1.3", title: "Self-assessment" }
  - { id: "1.4", title: "External testing" }
  - { id: "1.5", title: "Training" }
  - { id: "1.6", title: "Compliance" }
  - { id: "1.7", title: "Incident handling" }
  - { id: "1.8", title: "Data handling" }
  - { id: "2.1", title: "Single sign-on" }
  - { id: "2.2", title: "HTTPS-only" }
  - { id: "2.3", title: "Security headers" }
  - { id: "2.4", title: "Password policy" }
  - { id: "2.5", title: "Security libraries" }
  - { id: "2.6", title: "Dependency patching" }
  - { id: "2.7", title: "Logging" }
  - { id: "2.8", title: "Encryption" }
  - { id: "3.1", title: "List of data" }
  - { id: "3.2", title: "Data flow diagram" }
  - { id: "3.3", title: "Vulnerability prevention" }
  - { id: "3.4", title: "Time to fix vulnerabilities" }
  - { id: "3.5", title: "Build and release process" }
  - { id: "4.1", title: "Physical access" }
  - { id: "4.2", title: "Logical access" }
  - { id: "4.3", title: "Sub-processors" }
  - { id: "4.4", title: "Backup and disaster recovery" }

"""###,
    "Policies/frameworks/nis2.yaml": ###"""
id: nis2
name: "NIS2 Directive"
version: "Directive (EU) 2022/2555"
publisher: "European Union"
source: "EUR-Lex 32022L2555"
law: true
groups:
  - { id: "20", title: "Governance" }
  - { id: "21", title: "Risk measures" }
  - { id: "23", title: "Reporting" }
requirements:
  - { id: "20", title: "Management bodies approve and oversee; training" }
  - { id: "21(1)", title: "Proportionate risk measures" }
  - { id: "21(2)(a)", title: "Risk analysis and security policy" }
  - { id: "21(2)(b)", title: "Incident handling" }
  - { id: "21(2)(c)", title: "Continuity, backup, crisis" }
  - { id: "21(2)(d)", title: "Supply chain" }
  - { id: "21(2)(e)", title: "Secure acquisition, development, vulnerability handling" }
  - { id: "21(2)(f)", title: "Effectiveness assessed" }
  - { id: "21(2)(g)", title: "Cyber hygiene and training" }
  - { id: "21(2)(h)", title: "Cryptography" }
  - { id: "21(2)(i)", title: "HR security, access control, assets" }
  - { id: "21(2)(j)", title: "MFA and secured communication" }
  - { id: "21(3)", title: "Supplier vulnerabilities considered" }
  - { id: "21(4)", title: "Corrective measures" }
  - { id: "23(1)", title: "Notify significant incidents; tell service recipients" }
  - { id: "23(3)", title: "What is significant" }
  - { id: "23(4)(a)", title: "Early warning within 24 hours" }
  - { id: "23(4)(b)", title: "Notification within 72 hours" }
  - { id: "23(4)(c)", title: "Intermediate report on request" }
  - { id: "23(4)(d)", title: "Final report within one month" }
  - { id: "24", title: "Certification schemes" }
  - { id: "29", title: "Information sharing" }
  - { id: "30", title: "Voluntary notification" }

"""###,
    "Policies/frameworks/nist80053.yaml": ###"""
id: nist80053
name: "NIST SP 800-53"
version: "Rev. 5 (5.1.1 list + 5.2.0 additions)"
publisher: "NIST"
source: "NIST SP 800-53 revision 5"
groups:
  - { id: "AC", title: "Access Control" }
  - { id: "AT", title: "Awareness and Training" }
  - { id: "AU", title: "Audit and Accountability" }
  - { id: "CA", title: "Assessment, Authorization, and Monitoring" }
  - { id: "CM", title: "Configuration Management" }
  - { id: "CP", title: "Contingency Planning" }
  - { id: "IA", title: "Identification and Authentication" }
  - { id: "IR", title: "Incident Response" }
  - { id: "MA", title: "Maintenance" }
  - { id: "MP", title: "Media Protection" }
  - { id: "PE", title: "Physical and Environmental Protection" }
  - { id: "PL", title: "Planning" }
  - { id: "PM", title: "Program Management" }
  - { id: "PS", title: "Personnel Security" }
  - { id: "PT", title: "PII Processing and Transparency" }
  - { id: "RA", title: "Risk Assessment" }
  - { id: "SA", title: "System and Services Acquisition" }
  - { id: "SC", title: "System and Communications Protection" }
  - { id: "SI", title: "System and Information Integrity" }
  - { id: "SR", title: "Supply Chain Risk Management" }
requirements:
  - { id: "AC-1", title: "Policy and Procedures" }
  - { id: "AC-2", title: "Account Management" }
  - { id: "AC-2(1)", title: "Account Management | Automated System Account Management" }
  - { id: "AC-2(2)", title: "Account Management | Automated Temporary and Emergency Account Management" }
  - { id: "AC-2(3)", title: "Account Management | Disable Accounts" }
  - { id: "AC-2(4)", title: "Account Management | Automated Audit Actions" }
  - { id: "AC-2(5)", title: "Account Management | Inactivity Logout" }
  - { id: "AC-2(6)", title: "Account Management | Dynamic Privilege Management" }
  - { id: "AC-2(7)", title: "Account Management | Privileged User Accounts" }
  - { id: "AC-2(8)", title: "Account Management | Dynamic Account Management" }
  - { id: "AC-2(9)", title: "Account Management | Restrictions on Use of Shared and Group Accounts" }
  - { id: "AC-2(10)", title: "Account Management | Shared and Group Account Credential Change", withdrawn: ["AC-2"] }
  - { id: "AC-2(11)", title: "Account Management | Usage Conditions" }
  - { id: "AC-2(12)", title: "Account Management | Account Monitoring for Atypical Usage" }
  - { id: "AC-2(13)", title: "Account Management | Disable Accounts for High-risk Individuals" }
  - { id: "AC-3", title: "Access Enforcement" }
  - { id: "AC-3(1)", title: "Access Enforcement | Restricted Access to Privileged Functions", withdrawn: ["AC-6"] }
  - { id: "AC-3(2)", title: "Access Enforcement | Dual Authorization" }
  - { id: "AC-3(3)", title: "Access Enforcement | Mandatory Access Control" }
  - { id: "AC-3(4)", title: "Access Enforcement | Discretionary Access Control" }
  - { id: "AC-3(5)", title: "Access Enforcement | Security-relevant Information" }
  - { id: "AC-3(6)", title: "Access Enforcement | Protection of User and System Information", withdrawn: ["MP-4", "SC-28"] }
  - { id: "AC-3(7)", title: "Access Enforcement | Role-based Access Control" }
  - { id: "AC-3(8)", title: "Access Enforcement | Revocation of Access Authorizations" }
  - { id: "AC-3(9)", title: "Access Enforcement | Controlled Release" }
  - { id: "AC-3(10)", title: "Access Enforcement | Audited Override of Access Control Mechanisms" }
  - { id: "AC-3(11)", title: "Access Enforcement | Restrict Access to Specific Information Types" }
  - { id: "AC-3(12)", title: "Access Enforcement | Assert and Enforce Application Access" }
  - { id: "AC-3(13)", title: "Access Enforcement | Attribute-based Access Control" }
  - { id: "AC-3(14)", title: "Access Enforcement | Individual Access" }
  - { id: "AC-3(15)", title: "Access Enforcement | Discretionary and Mandatory Access Control" }
  - { id: "AC-4", title: "Information Flow Enforcement" }
  - { id: "AC-4(1)", title: "Information Flow Enforcement | Object Security and Privacy Attributes" }
  - { id: "AC-4(2)", title: "Information Flow Enforcement | Processing Domains" }
  - { id: "AC-4(3)", title: "Information Flow Enforcement | Dynamic Information Flow Control" }
  - { id: "AC-4(4)", title: "Information Flow Enforcement | Flow Control of Encrypted Information" }
  - { id: "AC-4(5)", title: "Information Flow Enforcement | Embedded Data Types" }
  - { id: "AC-4(6)", title: "Information Flow Enforcement | Metadata" }
  - { id: "AC-4(7)", title: "Information Flow Enforcement | One-way Flow Mechanisms" }
  - { id: "AC-4(8)", title: "Information Flow Enforcement | Security and Privacy Policy Filters" }
  - { id: "AC-4(9)", title: "Information Flow Enforcement | Human Reviews" }
  - { id: "AC-4(10)", title: "Information Flow Enforcement | Enable and Disable Security or Privacy Policy Filters" }
  - { id: "AC-4(11)", title: "Information Flow Enforcement | Configuration of Security or Privacy Policy Filters" }
  - { id: "AC-4(12)", title: "Information Flow Enforcement | Data Type Identifiers" }
  - { id: "AC-4(13)", title: "Information Flow Enforcement | Decomposition into Policy-relevant Subcomponents" }
  - { id: "AC-4(14)", title: "Information Flow Enforcement | Security or Privacy Policy Filter Constraints" }
  - { id: "AC-4(15)", title: "Information Flow Enforcement | Detection of Unsanctioned Information" }
  - { id: "AC-4(16)", title: "Information Flow Enforcement | Information Transfers on Interconnected Systems", withdrawn: ["AC-4"] }
  - { id: "AC-4(17)", title: "Information Flow Enforcement | Domain Authentication" }
  - { id: "AC-4(18)", title: "Information Flow Enforcement | Security Attribute Binding", withdrawn: ["AC-16"] }
  - { id: "AC-4(19)", title: "Information Flow Enforcement | Validation of Metadata" }
  - { id: "AC-4(20)", title: "Information Flow Enforcement | Approved Solutions" }
  - { id: "AC-4(21)", title: "Information Flow Enforcement | Physical or Logical Separation of Information Flows" }
  - { id: "AC-4(22)", title: "Information Flow Enforcement | Access Only" }
  - { id: "AC-4(23)", title: "Information Flow Enforcement | Modify Non-releasable Information" }
  - { id: "AC-4(24)", title: "Information Flow Enforcement | Internal Normalized Format" }
  - { id: "AC-4(25)", title: "Information Flow Enforcement | Data Sanitization" }
  - { id: "AC-4(26)", title: "Information Flow Enforcement | Audit Filtering Actions" }
  - { id: "AC-4(27)", title: "Information Flow Enforcement | Redundant/independent Filtering Mechanisms" }
  - { id: "AC-4(28)", title: "Information Flow Enforcement | Linear Filter Pipelines" }
  - { id: "AC-4(29)", title: "Information Flow Enforcement | Filter Orchestration Engines" }
  - { id: "AC-4(30)", title: "Information Flow Enforcement | Filter Mechanisms Using Multiple Processes" }
  - { id: "AC-4(31)", title: "Information Flow Enforcement | Failed Content Transfer Prevention" }
  - { id: "AC-4(32)", title: "Information Flow Enforcement | Process Requirements for Information Transfer" }
  - { id: "AC-5", title: "Separation of Duties" }
  - { id: "AC-6", title: "Least Privilege" }
  - { id: "AC-6(1)", title: "Least Privilege | Authorize Access to Security Functions" }
  - { id: "AC-6(2)", title: "Least Privilege | Non-privileged Access for Nonsecurity Functions" }
  - { id: "AC-6(3)", title: "Least Privilege | Network Access to Privileged Commands" }
  - { id: "AC-6(4)", title: "Least Privilege | Separate Processing Domains" }
  - { id: "AC-6(5)", title: "Least Privilege | Privileged Accounts" }
  - { id: "AC-6(6)", title: "Least Privilege | Privileged Access by Non-organizational Users" }
  - { id: "AC-6(7)", title: "Least Privilege | Review of User Privileges" }
  - { id: "AC-6(8)", title: "Least Privilege | Privilege Levels for Code Execution" }
  - { id: "AC-6(9)", title: "Least Privilege | Log Use of Privileged Functions" }
  - { id: "AC-6(10)", title: "Least Privilege | Prohibit Non-privileged Users from Executing Privileged Functions" }
  - { id: "AC-7", title: "Unsuccessful Logon Attempts" }
  - { id: "AC-7(1)", title: "Unsuccessful Logon Attempts | Automatic Account Lock", withdrawn: ["AC-7"] }
  - { id: "AC-7(2)", title: "Unsuccessful Logon Attempts | Purge or Wipe Mobile Device" }
  - { id: "AC-7(3)", title: "Unsuccessful Logon Attempts | Biometric Attempt Limiting" }
  - { id: "AC-7(4)", title: "Unsuccessful Logon Attempts | Use of Alternate Authentication Factor" }
  - { id: "AC-8", title: "System Use Notification" }
  - { id: "AC-9", title: "Previous Logon Notification" }
  - { id: "AC-9(1)", title: "Previous Logon Notification | Unsuccessful Logons" }
  - { id: "AC-9(2)", title: "Previous Logon Notification | Successful and Unsuccessful Logons" }
  - { id: "AC-9(3)", title: "Previous Logon Notification | Notification of Account Changes" }
  - { id: "AC-9(4)", title: "Previous Logon Notification | Additional Logon Information" }
  - { id: "AC-10", title: "Concurrent Session Control" }
  - { id: "AC-11", title: "Device Lock" }
  - { id: "AC-11(1)", title: "Device Lock | Pattern-hiding Displays" }
  - { id: "AC-12", title: "Session Termination" }
  - { id: "AC-12(1)", title: "Session Termination | User-initiated Logouts" }
  - { id: "AC-12(2)", title: "Session Termination | Termination Message" }
  - { id: "AC-12(3)", title: "Session Termination | Timeout Warning Message" }
  - { id: "AC-13", title: "Supervision and Review — Access Control", withdrawn: ["AC-2", "AU-6"] }
  - { id: "AC-14", title: "Permitted Actions Without Identification or Authentication" }
  - { id: "AC-14(1)", title: "Permitted Actions Without Identification or Authentication | Necessary Uses", withdrawn: ["AC-14"] }
  - { id: "AC-15", title: "Automated Marking", withdrawn: ["MP-3"] }
  - { id: "AC-16", title: "Security and Privacy Attributes" }
  - { id: "AC-16(1)", title: "Security and Privacy Attributes | Dynamic Attribute Association" }
  - { id: "AC-16(2)", title: "Security and Privacy Attributes | Attribute Value Changes by Authorized Individuals" }
  - { id: "AC-16(3)", title: "Security and Privacy Attributes | Maintenance of Attribute Associations by System" }
  - { id: "AC-16(4)", title: "Security and Privacy Attributes | Association of Attributes by Authorized Individuals" }
  - { id: "AC-16(5)", title: "Security and Privacy Attributes | Attribute Displays on Objects to Be Output" }
  - { id: "AC-16(6)", title: "Security and Privacy Attributes | Maintenance of Attribute Association" }
  - { id: "AC-16(7)", title: "Security and Privacy Attributes | Consistent Attribute Interpretation" }
  - { id: "AC-16(8)", title: "Security and Privacy Attributes | Association Techniques and Technologies" }
  - { id: "AC-16(9)", title: "Security and Privacy Attributes | Attribute Reassignment — Regrading Mechanisms" }
  - { id: "AC-16(10)", title: "Security and Privacy Attributes | Attribute Configuration by Authorized Individuals" }
  - { id: "AC-17", title: "Remote Access" }
  - { id: "AC-17(1)", title: "Remote Access | Monitoring and Control" }
  - { id: "AC-17(2)", title: "Remote Access | Protection of Confidentiality and Integrity Using Encryption" }
  - { id: "AC-17(3)", title: "Remote Access | Managed Access Control Points" }
  - { id: "AC-17(4)", title: "Remote Access | Privileged Commands and Access" }
  - { id: "AC-17(5)", title: "Remote Access | Monitoring for Unauthorized Connections", withdrawn: ["SI-4"] }
  - { id: "AC-17(6)", title: "Remote Access | Protection of Mechanism Information" }
  - { id: "AC-17(7)", title: "Remote Access | Additional Protection for Security Function Access", withdrawn: ["AC-3(10)"] }
  - { id: "AC-17(8)", title: "Remote Access | Disable Nonsecure Network Protocols", withdrawn: ["CM-7"] }
  - { id: "AC-17(9)", title: "Remote Access | Disconnect or Disable Access" }
  - { id: "AC-17(10)", title: "Remote Access | Authenticate Remote Commands" }
  - { id: "AC-18", title: "Wireless Access" }
  - { id: "AC-18(1)", title: "Wireless Access | Authentication and Encryption" }
  - { id: "AC-18(2)", title: "Wireless Access | Monitoring Unauthorized Connections", withdrawn: ["SI-4"] }
  - { id: "AC-18(3)", title: "Wireless Access | Disable Wireless Networking" }
  - { id: "AC-18(4)", title: "Wireless Access | Restrict Configurations by Users" }
  - { id: "AC-18(5)", title: "Wireless Access | Antennas and Transmission Power Levels" }
  - { id: "AC-19", title: "Access Control for Mobile Devices" }
  - { id: "AC-19(1)", title: "Access Control for Mobile Devices | Use of Writable and Portable Storage Devices", withdrawn: ["MP-7"] }
  - { id: "AC-19(2)", title: "Access Control for Mobile Devices | Use of Personally Owned Portable Storage Devices", withdrawn: ["MP-7"] }
  - { id: "AC-19(3)", title: "Access Control for Mobile Devices | Use of Portable Storage Devices with No Identifiable Owner", withdrawn: ["MP-7"] }
  - { id: "AC-19(4)", title: "Access Control for Mobile Devices | Restrictions for Classified Information" }
  - { id: "AC-19(5)", title: "Access Control for Mobile Devices | Full Device or Container-based Encryption" }
  - { id: "AC-20", title: "Use of External Systems" }
  - { id: "AC-20(1)", title: "Use of External Systems | Limits on Authorized Use" }
  - { id: "AC-20(2)", title: "Use of External Systems | Portable Storage Devices — Restricted Use" }
  - { id: "AC-20(3)", title: "Use of External Systems | Non-organizationally Owned Systems — Restricted Use" }
  - { id: "AC-20(4)", title: "Use of External Systems | Network Accessible Storage Devices — Prohibited Use" }
  - { id: "AC-20(5)", title: "Use of External Systems | Portable Storage Devices — Prohibited Use" }
  - { id: "AC-21", title: "Information Sharing" }
  - { id: "AC-21(1)", title: "Information Sharing | Automated Decision Support" }
  - { id: "AC-21(2)", title: "Information Sharing | Information Search and Retrieval" }
  - { id: "AC-22", title: "Publicly Accessible Content" }
  - { id: "AC-23", title: "Data Mining Protection" }
  - { id: "AC-24", title: "Access Control Decisions" }
  - { id: "AC-24(1)", title: "Access Control Decisions | Transmit Access Authorization Information" }
  - { id: "AC-24(2)", title: "Access Control Decisions | No User or Process Identity" }
  - { id: "AC-25", title: "Reference Monitor" }
  - { id: "AT-1", title: "Policy and Procedures" }
  - { id: "AT-2", title: "Literacy Training and Awareness" }
  - { id: "AT-2(1)", title: "Literacy Training and Awareness | Practical Exercises" }
  - { id: "AT-2(2)", title: "Literacy Training and Awareness | Insider Threat" }
  - { id: "AT-2(3)", title: "Literacy Training and Awareness | Social Engineering and Mining" }
  - { id: "AT-2(4)", title: "Literacy Training and Awareness | Suspicious Communications and Anomalous System Behavior" }
  - { id: "AT-2(5)", title: "Literacy Training and Awareness | Advanced Persistent Threat" }
  - { id: "AT-2(6)", title: "Literacy Training and Awareness | Cyber Threat Environment" }
  - { id: "AT-3", title: "Role-based Training" }
  - { id: "AT-3(1)", title: "Role-based Training | Environmental Controls" }
  - { id: "AT-3(2)", title: "Role-based Training | Physical Security Controls" }
  - { id: "AT-3(3)", title: "Role-based Training | Practical Exercises" }
  - { id: "AT-3(4)", title: "Role-based Training | Suspicious Communications and Anomalous System Behavior", withdrawn: ["AT-2(4)"] }
  - { id: "AT-3(5)", title: "Role-based Training | Processing Personally Identifiable Information" }
  - { id: "AT-4", title: "Training Records" }
  - { id: "AT-5", title: "Contacts with Security Groups and Associations", withdrawn: ["PM-15"] }
  - { id: "AT-6", title: "Training Feedback" }
  - { id: "AU-1", title: "Policy and Procedures" }
  - { id: "AU-2", title: "Event Logging" }
  - { id: "AU-2(1)", title: "Event Logging | Compilation of Audit Records from Multiple Sources", withdrawn: ["AU-12"] }
  - { id: "AU-2(2)", title: "Event Logging | Selection of Audit Events by Component", withdrawn: ["AU-12"] }
  - { id: "AU-2(3)", title: "Event Logging | Reviews and Updates", withdrawn: ["AU-2"] }
  - { id: "AU-2(4)", title: "Event Logging | Privileged Functions", withdrawn: ["AC-6(9)"] }
  - { id: "AU-3", title: "Content of Audit Records" }
  - { id: "AU-3(1)", title: "Content of Audit Records | Additional Audit Information" }
  - { id: "AU-3(2)", title: "Content of Audit Records | Centralized Management of Planned Audit Record Content", withdrawn: ["PL-9"] }
  - { id: "AU-3(3)", title: "Content of Audit Records | Limit Personally Identifiable Information Elements" }
  - { id: "AU-4", title: "Audit Log Storage Capacity" }
  - { id: "AU-4(1)", title: "Audit Log Storage Capacity | Transfer to Alternate Storage" }
  - { id: "AU-5", title: "Response to Audit Logging Process Failures" }
  - { id: "AU-5(1)", title: "Response to Audit Logging Process Failures | Storage Capacity Warning" }
  - { id: "AU-5(2)", title: "Response to Audit Logging Process Failures | Real-time Alerts" }
  - { id: "AU-5(3)", title: "Response to Audit Logging Process Failures | Configurable Traffic Volume Thresholds" }
  - { id: "AU-5(4)", title: "Response to Audit Logging Process Failures | Shutdown on Failure" }
  - { id: "AU-5(5)", title: "Response to Audit Logging Process Failures | Alternate Audit Logging Capability" }
  - { id: "AU-6", title: "Audit Record Review, Analysis, and Reporting" }
  - { id: "AU-6(1)", title: "Audit Record Review, Analysis, and Reporting | Automated Process Integration" }
  - { id: "AU-6(2)", title: "Audit Record Review, Analysis, and Reporting | Automated Security Alerts", withdrawn: ["SI-4"] }
  - { id: "AU-6(3)", title: "Audit Record Review, Analysis, and Reporting | Correlate Audit Record Repositories" }
  - { id: "AU-6(4)", title: "Audit Record Review, Analysis, and Reporting | Central Review and Analysis" }
  - { id: "AU-6(5)", title: "Audit Record Review, Analysis, and Reporting | Integrated Analysis of Audit Records" }
  - { id: "AU-6(6)", title: "Audit Record Review, Analysis, and Reporting | Correlation with Physical Monitoring" }
  - { id: "AU-6(7)", title: "Audit Record Review, Analysis, and Reporting | Permitted Actions" }
  - { id: "AU-6(8)", title: "Audit Record Review, Analysis, and Reporting | Full Text Analysis of Privileged Commands" }
  - { id: "AU-6(9)", title: "Audit Record Review, Analysis, and Reporting | Correlation with Information from Nontechnical Sources" }
  - { id: "AU-6(10)", title: "Audit Record Review, Analysis, and Reporting | Audit Level Adjustment", withdrawn: ["AU-6"] }
  - { id: "AU-7", title: "Audit Record Reduction and Report Generation" }
  - { id: "AU-7(1)", title: "Audit Record Reduction and Report Generation | Automatic Processing" }
  - { id: "AU-7(2)", title: "Audit Record Reduction and Report Generation | Automatic Sort and Search", withdrawn: ["AU-7(1)"] }
  - { id: "AU-8", title: "Time Stamps" }
  - { id: "AU-8(1)", title: "Time Stamps | Synchronization with Authoritative Time Source", withdrawn: ["SC-45(1)"] }
  - { id: "AU-8(2)", title: "Time Stamps | Secondary Authoritative Time Source", withdrawn: ["SC-45(2)"] }
  - { id: "AU-9", title: "Protection of Audit Information" }
  - { id: "AU-9(1)", title: "Protection of Audit Information | Hardware Write-once Media" }
  - { id: "AU-9(2)", title: "Protection of Audit Information | Store on Separate Physical Systems or Components" }
  - { id: "AU-9(3)", title: "Protection of Audit Information | Cryptographic Protection" }
  - { id: "AU-9(4)", title: "Protection of Audit Information | Access by Subset of Privileged Users" }
  - { id: "AU-9(5)", title: "Protection of Audit Information | Dual Authorization" }
  - { id: "AU-9(6)", title: "Protection of Audit Information | Read-only Access" }
  - { id: "AU-9(7)", title: "Protection of Audit Information | Store on Component with Different Operating System" }
  - { id: "AU-10", title: "Non-repudiation" }
  - { id: "AU-10(1)", title: "Non-repudiation | Association of Identities" }
  - { id: "AU-10(2)", title: "Non-repudiation | Validate Binding of Information Producer Identity" }
  - { id: "AU-10(3)", title: "Non-repudiation | Chain of Custody" }
  - { id: "AU-10(4)", title: "Non-repudiation | Validate Binding of Information Reviewer Identity" }
  - { id: "AU-10(5)", title: "Non-repudiation | Digital Signatures", withdrawn: ["SI-7"] }
  - { id: "AU-11", title: "Audit Record Retention" }
  - { id: "AU-11(1)", title: "Audit Record Retention | Long-term Retrieval Capability" }
  - { id: "AU-12", title: "Audit Record Generation" }
  - { id: "AU-12(1)", title: "Audit Record Generation | System-wide and Time-correlated Audit Trail" }
  - { id: "AU-12(2)", title: "Audit Record Generation | Standardized Formats" }
  - { id: "AU-12(3)", title: "Audit Record Generation | Changes by Authorized Individuals" }
  - { id: "AU-12(4)", title: "Audit Record Generation | Query Parameter Audits of Personally Identifiable Information" }
  - { id: "AU-13", title: "Monitoring for Information Disclosure" }
  - { id: "AU-13(1)", title: "Monitoring for Information Disclosure | Use of Automated Tools" }
  - { id: "AU-13(2)", title: "Monitoring for Information Disclosure | Review of Monitored Sites" }
  - { id: "AU-13(3)", title: "Monitoring for Information Disclosure | Unauthorized Replication of Information" }
  - { id: "AU-14", title: "Session Audit" }
  - { id: "AU-14(1)", title: "Session Audit | System Start-up" }
  - { id: "AU-14(2)", title: "Session Audit | Capture and Record Content", withdrawn: ["AU-14"] }
  - { id: "AU-14(3)", title: "Session Audit | Remote Viewing and Listening" }
  - { id: "AU-15", title: "Alternate Audit Logging Capability", withdrawn: ["AU-5(5)"] }
  - { id: "AU-16", title: "Cross-organizational Audit Logging" }
  - { id: "AU-16(1)", title: "Cross-organizational Audit Logging | Identity Preservation" }
  - { id: "AU-16(2)", title: "Cross-organizational Audit Logging | Sharing of Audit Information" }
  - { id: "AU-16(3)", title: "Cross-organizational Audit Logging | Disassociability" }
  - { id: "CA-1", title: "Policy and Procedures" }
  - { id: "CA-2", title: "Control Assessments" }
  - { id: "CA-2(1)", title: "Control Assessments | Independent Assessors" }
  - { id: "CA-2(2)", title: "Control Assessments | Specialized Assessments" }
  - { id: "CA-2(3)", title: "Control Assessments | Leveraging Results from External Organizations" }
  - { id: "CA-3", title: "Information Exchange" }
  - { id: "CA-3(1)", title: "Information Exchange | Unclassified National Security System Connections", withdrawn: ["SC-7(25)"] }
  - { id: "CA-3(2)", title: "Information Exchange | Classified National Security System Connections", withdrawn: ["SC-7(26)"] }
  - { id: "CA-3(3)", title: "Information Exchange | Unclassified Non-national Security System Connections", withdrawn: ["SC-7(27)"] }
  - { id: "CA-3(4)", title: "Information Exchange | Connections to Public Networks", withdrawn: ["SC-7(28)"] }
  - { id: "CA-3(5)", title: "Information Exchange | Restrictions on External System Connections", withdrawn: ["SC-7(5)"] }
  - { id: "CA-3(6)", title: "Information Exchange | Transfer Authorizations" }
  - { id: "CA-3(7)", title: "Information Exchange | Transitive Information Exchanges" }
  - { id: "CA-4", title: "Security Certification", withdrawn: ["CA-2"] }
  - { id: "CA-5", title: "Plan of Action and Milestones" }
  - { id: "CA-5(1)", title: "Plan of Action and Milestones | Automation Support for Accuracy and Currency" }
  - { id: "CA-6", title: "Authorization" }
  - { id: "CA-6(1)", title: "Authorization | Joint Authorization — Intra-organization" }
  - { id: "CA-6(2)", title: "Authorization | Joint Authorization — Inter-organization" }
  - { id: "CA-7", title: "Continuous Monitoring" }
  - { id: "CA-7(1)", title: "Continuous Monitoring | Independent Assessment" }
  - { id: "CA-7(2)", title: "Continuous Monitoring | Types of Assessments", withdrawn: ["CA-2"] }
  - { id: "CA-7(3)", title: "Continuous Monitoring | Trend Analyses" }
  - { id: "CA-7(4)", title: "Continuous Monitoring | Risk Monitoring" }
  - { id: "CA-7(5)", title: "Continuous Monitoring | Consistency Analysis" }
  - { id: "CA-7(6)", title: "Continuous Monitoring | Automation Support for Monitoring" }
  - { id: "CA-8", title: "Penetration Testing" }
  - { id: "CA-8(1)", title: "Penetration Testing | Independent Penetration Testing Agent or Team" }
  - { id: "CA-8(2)", title: "Penetration Testing | Red Team Exercises" }
  - { id: "CA-8(3)", title: "Penetration Testing | Facility Penetration Testing" }
  - { id: "CA-9", title: "Internal System Connections" }
  - { id: "CA-9(1)", title: "Internal System Connections | Compliance Checks" }
  - { id: "CM-1", title: "Policy and Procedures" }
  - { id: "CM-2", title: "Baseline Configuration" }
  - { id: "CM-2(1)", title: "Baseline Configuration | Reviews and Updates", withdrawn: ["CM-2"] }
  - { id: "CM-2(2)", title: "Baseline Configuration | Automation Support for Accuracy and Currency" }
  - { id: "CM-2(3)", title: "Baseline Configuration | Retention of Previous Configurations" }
  - { id: "CM-2(4)", title: "Baseline Configuration | Unauthorized Software", withdrawn: ["CM-7(4)"] }
  - { id: "CM-2(5)", title: "Baseline Configuration | Authorized Software", withdrawn: ["CM-7(5)"] }
  - { id: "CM-2(6)", title: "Baseline Configuration | Development and Test Environments" }
  - { id: "CM-2(7)", title: "Baseline Configuration | Configure Systems and Components for High-risk Areas" }
  - { id: "CM-3", title: "Configuration Change Control" }
  - { id: "CM-3(1)", title: "Configuration Change Control | Automated Documentation, Notification, and Prohibition of Changes" }
  - { id: "CM-3(2)", title: "Configuration Change Control | Testing, Validation, and Documentation of Changes" }
  - { id: "CM-3(3)", title: "Configuration Change Control | Automated Change Implementation" }
  - { id: "CM-3(4)", title: "Configuration Change Control | Security and Privacy Representatives" }
  - { id: "CM-3(5)", title: "Configuration Change Control | Automated Security Response" }
  - { id: "CM-3(6)", title: "Configuration Change Control | Cryptography Management" }
  - { id: "CM-3(7)", title: "Configuration Change Control | Review System Changes" }
  - { id: "CM-3(8)", title: "Configuration Change Control | Prevent or Restrict Configuration Changes" }
  - { id: "CM-4", title: "Impact Analyses" }
  - { id: "CM-4(1)", title: "Impact Analyses | Separate Test Environments" }
  - { id: "CM-4(2)", title: "Impact Analyses | Verification of Controls" }
  - { id: "CM-5", title: "Access Restrictions for Change" }
  - { id: "CM-5(1)", title: "Access Restrictions for Change | Automated Access Enforcement and Audit Records" }
  - { id: "CM-5(2)", title: "Access Restrictions for Change | Review System Changes", withdrawn: ["CM-3(7)"] }
  - { id: "CM-5(3)", title: "Access Restrictions for Change | Signed Components", withdrawn: ["CM-14"] }
  - { id: "CM-5(4)", title: "Access Restrictions for Change | Dual Authorization" }
  - { id: "CM-5(5)", title: "Access Restrictions for Change | Privilege Limitation for Production and Operation" }
  - { id: "CM-5(6)", title: "Access Restrictions for Change | Limit Library Privileges" }
  - { id: "CM-5(7)", title: "Access Restrictions for Change | Automatic Implementation of Security Safeguards", withdrawn: ["SI-7"] }
  - { id: "CM-6", title: "Configuration Settings" }
  - { id: "CM-6(1)", title: "Configuration Settings | Automated Management, Application, and Verification" }
  - { id: "CM-6(2)", title: "Configuration Settings | Respond to Unauthorized Changes" }
  - { id: "CM-6(3)", title: "Configuration Settings | Unauthorized Change Detection", withdrawn: ["SI-7"] }
  - { id: "CM-6(4)", title: "Configuration Settings | Conformance Demonstration", withdrawn: ["CM-4"] }
  - { id: "CM-7", title: "Least Functionality" }
  - { id: "CM-7(1)", title: "Least Functionality | Periodic Review" }
  - { id: "CM-7(2)", title: "Least Functionality | Prevent Program Execution" }
  - { id: "CM-7(3)", title: "Least Functionality | Registration Compliance" }
  - { id: "CM-7(4)", title: "Least Functionality | Unauthorized Software — Deny-by-exception" }
  - { id: "CM-7(5)", title: "Least Functionality | Authorized Software — Allow-by-exception" }
  - { id: "CM-7(6)", title: "Least Functionality | Confined Environments with Limited Privileges" }
  - { id: "CM-7(7)", title: "Least Functionality | Code Execution in Protected Environments" }
  - { id: "CM-7(8)", title: "Least Functionality | Binary or Machine Executable Code" }
  - { id: "CM-7(9)", title: "Least Functionality | Prohibiting The Use of Unauthorized Hardware" }
  - { id: "CM-8", title: "System Component Inventory" }
  - { id: "CM-8(1)", title: "System Component Inventory | Updates During Installation and Removal" }
  - { id: "CM-8(2)", title: "System Component Inventory | Automated Maintenance" }
  - { id: "CM-8(3)", title: "System Component Inventory | Automated Unauthorized Component Detection" }
  - { id: "CM-8(4)", title: "System Component Inventory | Accountability Information" }
  - { id: "CM-8(5)", title: "System Component Inventory | No Duplicate Accounting of Components", withdrawn: ["CM-8"] }
  - { id: "CM-8(6)", title: "System Component Inventory | Assessed Configurations and Approved Deviations" }
  - { id: "CM-8(7)", title: "System Component Inventory | Centralized Repository" }
  - { id: "CM-8(8)", title: "System Component Inventory | Automated Location Tracking" }
  - { id: "CM-8(9)", title: "System Component Inventory | Assignment of Components to Systems" }
  - { id: "CM-9", title: "Configuration Management Plan" }
  - { id: "CM-9(1)", title: "Configuration Management Plan | Assignment of Responsibility" }
  - { id: "CM-10", title: "Software Usage Restrictions" }
  - { id: "CM-10(1)", title: "Software Usage Restrictions | Open-source Software" }
  - { id: "CM-11", title: "User-installed Software" }
  - { id: "CM-11(1)", title: "User-installed Software | Alerts for Unauthorized Installations", withdrawn: ["CM-8(3)"] }
  - { id: "CM-11(2)", title: "User-installed Software | Software Installation with Privileged Status" }
  - { id: "CM-11(3)", title: "User-installed Software | Automated Enforcement and Monitoring" }
  - { id: "CM-12", title: "Information Location" }
  - { id: "CM-12(1)", title: "Information Location | Automated Tools to Support Information Location" }
  - { id: "CM-13", title: "Data Action Mapping" }
  - { id: "CM-14", title: "Signed Components" }
  - { id: "CP-1", title: "Policy and Procedures" }
  - { id: "CP-2", title: "Contingency Plan" }
  - { id: "CP-2(1)", title: "Contingency Plan | Coordinate with Related Plans" }
  - { id: "CP-2(2)", title: "Contingency Plan | Capacity Planning" }
  - { id: "CP-2(3)", title: "Contingency Plan | Resume Mission and Business Functions" }
  - { id: "CP-2(4)", title: "Contingency Plan | Resume All Mission and Business Functions", withdrawn: ["CP-2(3)"] }
  - { id: "CP-2(5)", title: "Contingency Plan | Continue Mission and Business Functions" }
  - { id: "CP-2(6)", title: "Contingency Plan | Alternate Processing and Storage Sites" }
  - { id: "CP-2(7)", title: "Contingency Plan | Coordinate with External Service Providers" }
  - { id: "CP-2(8)", title: "Contingency Plan | Identify Critical Assets" }
  - { id: "CP-3", title: "Contingency Training" }
  - { id: "CP-3(1)", title: "Contingency Training | Simulated Events" }
  - { id: "CP-3(2)", title: "Contingency Training | Mechanisms Used in Training Environments" }
  - { id: "CP-4", title: "Contingency Plan Testing" }
  - { id: "CP-4(1)", title: "Contingency Plan Testing | Coordinate with Related Plans" }
  - { id: "CP-4(2)", title: "Contingency Plan Testing | Alternate Processing Site" }
  - { id: "CP-4(3)", title: "Contingency Plan Testing | Automated Testing" }
  - { id: "CP-4(4)", title: "Contingency Plan Testing | Full Recovery and Reconstitution" }
  - { id: "CP-4(5)", title: "Contingency Plan Testing | Self-challenge" }
  - { id: "CP-5", title: "Contingency Plan Update", withdrawn: ["CP-2"] }
  - { id: "CP-6", title: "Alternate Storage Site" }
  - { id: "CP-6(1)", title: "Alternate Storage Site | Separation from Primary Site" }
  - { id: "CP-6(2)", title: "Alternate Storage Site | Recovery Time and Recovery Point Objectives" }
  - { id: "CP-6(3)", title: "Alternate Storage Site | Accessibility" }
  - { id: "CP-7", title: "Alternate Processing Site" }
  - { id: "CP-7(1)", title: "Alternate Processing Site | Separation from Primary Site" }
  - { id: "CP-7(2)", title: "Alternate Processing Site | Accessibility" }
  - { id: "CP-7(3)", title: "Alternate Processing Site | Priority of Service" }
  - { id: "CP-7(4)", title: "Alternate Processing Site | Preparation for Use" }
  - { id: "CP-7(5)", title: "Alternate Processing Site | Equivalent Information Security Safeguards", withdrawn: ["CP-7"] }
  - { id: "CP-7(6)", title: "Alternate Processing Site | Inability to Return to Primary Site" }
  - { id: "CP-8", title: "Telecommunications Services" }
  - { id: "CP-8(1)", title: "Telecommunications Services | Priority of Service Provisions" }
  - { id: "CP-8(2)", title: "Telecommunications Services | Single Points of Failure" }
  - { id: "CP-8(3)", title: "Telecommunications Services | Separation of Primary and Alternate Providers" }
  - { id: "CP-8(4)", title: "Telecommunications Services | Provider Contingency Plan" }
  - { id: "CP-8(5)", title: "Telecommunications Services | Alternate Telecommunication Service Testing" }
  - { id: "CP-9", title: "System Backup" }
  - { id: "CP-9(1)", title: "System Backup | Testing for Reliability and Integrity" }
  - { id: "CP-9(2)", title: "System Backup | Test Restoration Using Sampling" }
  - { id: "CP-9(3)", title: "System Backup | Separate Storage for Critical Information" }
  - { id: "CP-9(4)", title: "System Backup | Protection from Unauthorized Modification", withdrawn: ["CP-9"] }
  - { id: "CP-9(5)", title: "System Backup | Transfer to Alternate Storage Site" }
  - { id: "CP-9(6)", title: "System Backup | Redundant Secondary System" }
  - { id: "CP-9(7)", title: "System Backup | Dual Authorization for Deletion or Destruction" }
  - { id: "CP-9(8)", title: "System Backup | Cryptographic Protection" }
  - { id: "CP-10", title: "System Recovery and Reconstitution" }
  - { id: "CP-10(1)", title: "System Recovery and Reconstitution | Contingency Plan Testing", withdrawn: ["CP-4"] }
  - { id: "CP-10(2)", title: "System Recovery and Reconstitution | Transaction Recovery" }
  - { id: "CP-10(3)", title: "System Recovery and Reconstitution | Compensating Security Controls", withdrawn: [] }
  - { id: "CP-10(4)", title: "System Recovery and Reconstitution | Restore Within Time Period" }
  - { id: "CP-10(5)", title: "System Recovery and Reconstitution | Failover Capability", withdrawn: ["SI-13"] }
  - { id: "CP-10(6)", title: "System Recovery and Reconstitution | Component Protection" }
  - { id: "CP-11", title: "Alternate Communications Protocols" }
  - { id: "CP-12", title: "Safe Mode" }
  - { id: "CP-13", title: "Alternative Security Mechanisms" }
  - { id: "IA-1", title: "Policy and Procedures" }
  - { id: "IA-2", title: "Identification and Authentication (organizational Users)" }
  - { id: "IA-2(1)", title: "Identification and Authentication (organizational Users) | Multi-factor Authentication to Privileged Accounts" }
  - { id: "IA-2(2)", title: "Identification and Authentication (organizational Users) | Multi-factor Authentication to Non-privileged Accounts" }
  - { id: "IA-2(3)", title: "Identification and Authentication (organizational Users) | Local Access to Privileged Accounts", withdrawn: ["IA-2(1)"] }
  - { id: "IA-2(4)", title: "Identification and Authentication (organizational Users) | Local Access to Non-privileged Accounts", withdrawn: ["IA-2(2)"] }
  - { id: "IA-2(5)", title: "Identification and Authentication (organizational Users) | Individual Authentication with Group Authentication" }
  - { id: "IA-2(6)", title: "Identification and Authentication (organizational Users) | Access to Accounts —separate Device" }
  - { id: "IA-2(7)", title: "Identification and Authentication (organizational Users) | Network Access to Non-privileged Accounts — Separate Device", withdrawn: ["IA-2(6)"] }
  - { id: "IA-2(8)", title: "Identification and Authentication (organizational Users) | Access to Accounts — Replay Resistant" }
  - { id: "IA-2(9)", title: "Identification and Authentication (organizational Users) | Network Access to Non-privileged Accounts — Replay Resistant", withdrawn: ["IA-2(8)"] }
  - { id: "IA-2(10)", title: "Identification and Authentication (organizational Users) | Single Sign-on" }
  - { id: "IA-2(11)", title: "Identification and Authentication (organizational Users) | Remote Access — Separate Device", withdrawn: ["IA-2(6)"] }
  - { id: "IA-2(12)", title: "Identification and Authentication (organizational Users) | Acceptance of PIV Credentials" }
  - { id: "IA-2(13)", title: "Identification and Authentication (organizational Users) | Out-of-band Authentication" }
  - { id: "IA-3", title: "Device Identification and Authentication" }
  - { id: "IA-3(1)", title: "Device Identification and Authentication | Cryptographic Bidirectional Authentication" }
  - { id: "IA-3(2)", title: "Device Identification and Authentication | Cryptographic Bidirectional Network Authentication", withdrawn: ["IA-3(1)"] }
  - { id: "IA-3(3)", title: "Device Identification and Authentication | Dynamic Address Allocation" }
  - { id: "IA-3(4)", title: "Device Identification and Authentication | Device Attestation" }
  - { id: "IA-4", title: "Identifier Management" }
  - { id: "IA-4(1)", title: "Identifier Management | Prohibit Account Identifiers as Public Identifiers" }
  - { id: "IA-4(2)", title: "Identifier Management | Supervisor Authorization", withdrawn: ["IA-12(1)"] }
  - { id: "IA-4(3)", title: "Identifier Management | Multiple Forms of Certification", withdrawn: ["IA-12(2)"] }
  - { id: "IA-4(4)", title: "Identifier Management | Identify User Status" }
  - { id: "IA-4(5)", title: "Identifier Management | Dynamic Management" }
  - { id: "IA-4(6)", title: "Identifier Management | Cross-organization Management" }
  - { id: "IA-4(7)", title: "Identifier Management | In-person Registration", withdrawn: ["IA-12(4)"] }
  - { id: "IA-4(8)", title: "Identifier Management | Pairwise Pseudonymous Identifiers" }
  - { id: "IA-4(9)", title: "Identifier Management | Attribute Maintenance and Protection" }
  - { id: "IA-5", title: "Authenticator Management" }
  - { id: "IA-5(1)", title: "Authenticator Management | Password-based Authentication" }
  - { id: "IA-5(2)", title: "Authenticator Management | Public Key-based Authentication" }
  - { id: "IA-5(3)", title: "Authenticator Management | In-person or Trusted External Party Registration", withdrawn: ["IA-12(4)"] }
  - { id: "IA-5(4)", title: "Authenticator Management | Automated Support for Password Strength Determination", withdrawn: ["IA-5(1)"] }
  - { id: "IA-5(5)", title: "Authenticator Management | Change Authenticators Prior to Delivery" }
  - { id: "IA-5(6)", title: "Authenticator Management | Protection of Authenticators" }
  - { id: "IA-5(7)", title: "Authenticator Management | No Embedded Unencrypted Static Authenticators" }
  - { id: "IA-5(8)", title: "Authenticator Management | Multiple System Accounts" }
  - { id: "IA-5(9)", title: "Authenticator Management | Federated Credential Management" }
  - { id: "IA-5(10)", title: "Authenticator Management | Dynamic Credential Binding" }
  - { id: "IA-5(11)", title: "Authenticator Management | Hardware Token-based Authentication", withdrawn: ["IA-2(1)", "IA-2(2)"] }
  - { id: "IA-5(12)", title: "Authenticator Management | Biometric Authentication Performance" }
  - { id: "IA-5(13)", title: "Authenticator Management | Expiration of Cached Authenticators" }
  - { id: "IA-5(14)", title: "Authenticator Management | Managing Content of PKI Trust Stores" }
  - { id: "IA-5(15)", title: "Authenticator Management | GSA-approved Products and Services" }
  - { id: "IA-5(16)", title: "Authenticator Management | In-person or Trusted External Party Authenticator Issuance" }
  - { id: "IA-5(17)", title: "Authenticator Management | Presentation Attack Detection for Biometric Authenticators" }
  - { id: "IA-5(18)", title: "Authenticator Management | Password Managers" }
  - { id: "IA-6", title: "Authentication Feedback" }
  - { id: "IA-7", title: "Cryptographic Module Authentication" }
  - { id: "IA-8", title: "Identification and Authentication (non-organizational Users)" }
  - { id: "IA-8(1)", title: "Identification and Authentication (non-organizational Users) | Acceptance of PIV Credentials from Other Agencies" }
  - { id: "IA-8(2)", title: "Identification and Authentication (non-organizational Users) | Acceptance of External Authenticators" }
  - { id: "IA-8(3)", title: "Identification and Authentication (non-organizational Users) | Use of FICAM-approved Products", withdrawn: ["IA-8(2)"] }
  - { id: "IA-8(4)", title: "Identification and Authentication (non-organizational Users) | Use of Defined Profiles" }
  - { id: "IA-8(5)", title: "Identification and Authentication (non-organizational Users) | Acceptance of PVI-I Credentials" }
  - { id: "IA-8(6)", title: "Identification and Authentication (non-organizational Users) | Disassociability" }
  - { id: "IA-9", title: "Service Identification and Authentication" }
  - { id: "IA-9(1)", title: "Service Identification and Authentication | Information Exchange", withdrawn: ["IA-9"] }
  - { id: "IA-9(2)", title: "Service Identification and Authentication | Transmission of Decisions", withdrawn: ["IA-9"] }
  - { id: "IA-10", title: "Adaptive Authentication" }
  - { id: "IA-11", title: "Re-authentication" }
  - { id: "IA-12", title: "Identity Proofing" }
  - { id: "IA-12(1)", title: "Identity Proofing | Supervisor Authorization" }
  - { id: "IA-12(2)", title: "Identity Proofing | Identity Evidence" }
  - { id: "IA-12(3)", title: "Identity Proofing | Identity Evidence Validation and Verification" }
  - { id: "IA-12(4)", title: "Identity Proofing | In-person Validation and Verification" }
  - { id: "IA-12(5)", title: "Identity Proofing | Address Confirmation" }
  - { id: "IA-12(6)", title: "Identity Proofing | Accept Externally-proofed Identities" }
  - { id: "IR-1", title: "Policy and Procedures" }
  - { id: "IR-2", title: "Incident Response Training" }
  - { id: "IR-2(1)", title: "Incident Response Training | Simulated Events" }
  - { id: "IR-2(2)", title: "Incident Response Training | Automated Training Environments" }
  - { id: "IR-2(3)", title: "Incident Response Training | Breach" }
  - { id: "IR-3", title: "Incident Response Testing" }
  - { id: "IR-3(1)", title: "Incident Response Testing | Automated Testing" }
  - { id: "IR-3(2)", title: "Incident Response Testing | Coordination with Related Plans" }
  - { id: "IR-3(3)", title: "Incident Response Testing | Continuous Improvement" }
  - { id: "IR-4", title: "Incident Handling" }
  - { id: "IR-4(1)", title: "Incident Handling | Automated Incident Handling Processes" }
  - { id: "IR-4(2)", title: "Incident Handling | Dynamic Reconfiguration" }
  - { id: "IR-4(3)", title: "Incident Handling | Continuity of Operations" }
  - { id: "IR-4(4)", title: "Incident Handling | Information Correlation" }
  - { id: "IR-4(5)", title: "Incident Handling | Automatic Disabling of System" }
  - { id: "IR-4(6)", title: "Incident Handling | Insider Threats" }
  - { id: "IR-4(7)", title: "Incident Handling | Insider Threats — Intra-organization Coordination" }
  - { id: "IR-4(8)", title: "Incident Handling | Correlation with External Organizations" }
  - { id: "IR-4(9)", title: "Incident Handling | Dynamic Response Capability" }
  - { id: "IR-4(10)", title: "Incident Handling | Supply Chain Coordination" }
  - { id: "IR-4(11)", title: "Incident Handling | Integrated Incident Response Team" }
  - { id: "IR-4(12)", title: "Incident Handling | Malicious Code and Forensic Analysis" }
  - { id: "IR-4(13)", title: "Incident Handling | Behavior Analysis" }
  - { id: "IR-4(14)", title: "Incident Handling | Security Operations Center" }
  - { id: "IR-4(15)", title: "Incident Handling | Public Relations and Reputation Repair" }
  - { id: "IR-5", title: "Incident Monitoring" }
  - { id: "IR-5(1)", title: "Incident Monitoring | Automated Tracking, Data Collection, and Analysis" }
  - { id: "IR-6", title: "Incident Reporting" }
  - { id: "IR-6(1)", title: "Incident Reporting | Automated Reporting" }
  - { id: "IR-6(2)", title: "Incident Reporting | Vulnerabilities Related to Incidents" }
  - { id: "IR-6(3)", title: "Incident Reporting | Supply Chain Coordination" }
  - { id: "IR-7", title: "Incident Response Assistance" }
  - { id: "IR-7(1)", title: "Incident Response Assistance | Automation Support for Availability of Information and Support" }
  - { id: "IR-7(2)", title: "Incident Response Assistance | Coordination with External Providers" }
  - { id: "IR-8", title: "Incident Response Plan" }
  - { id: "IR-8(1)", title: "Incident Response Plan | Breaches" }
  - { id: "IR-9", title: "Information Spillage Response" }
  - { id: "IR-9(1)", title: "Information Spillage Response | Responsible Personnel", withdrawn: ["IR-9"] }
  - { id: "IR-9(2)", title: "Information Spillage Response | Training" }
  - { id: "IR-9(3)", title: "Information Spillage Response | Post-spill Operations" }
  - { id: "IR-9(4)", title: "Information Spillage Response | Exposure to Unauthorized Personnel" }
  - { id: "IR-10", title: "Integrated Information Security Analysis Team", withdrawn: ["IR-4(11)"] }
  - { id: "MA-1", title: "Policy and Procedures" }
  - { id: "MA-2", title: "Controlled Maintenance" }
  - { id: "MA-2(1)", title: "Controlled Maintenance | Record Content", withdrawn: ["MA-2"] }
  - { id: "MA-2(2)", title: "Controlled Maintenance | Automated Maintenance Activities" }
  - { id: "MA-3", title: "Maintenance Tools" }
  - { id: "MA-3(1)", title: "Maintenance Tools | Inspect Tools" }
  - { id: "MA-3(2)", title: "Maintenance Tools | Inspect Media" }
  - { id: "MA-3(3)", title: "Maintenance Tools | Prevent Unauthorized Removal" }
  - { id: "MA-3(4)", title: "Maintenance Tools | Restricted Tool Use" }
  - { id: "MA-3(5)", title: "Maintenance Tools | Execution with Privilege" }
  - { id: "MA-3(6)", title: "Maintenance Tools | Software Updates and Patches" }
  - { id: "MA-4", title: "Nonlocal Maintenance" }
  - { id: "MA-4(1)", title: "Nonlocal Maintenance | Logging and Review" }
  - { id: "MA-4(2)", title: "Nonlocal Maintenance | Document Nonlocal Maintenance", withdrawn: ["MA-1", "MA-4"] }
  - { id: "MA-4(3)", title: "Nonlocal Maintenance | Comparable Security and Sanitization" }
  - { id: "MA-4(4)", title: "Nonlocal Maintenance | Authentication and Separation of Maintenance Sessions" }
  - { id: "MA-4(5)", title: "Nonlocal Maintenance | Approvals and Notifications" }
  - { id: "MA-4(6)", title: "Nonlocal Maintenance | Cryptographic Protection" }
  - { id: "MA-4(7)", title: "Nonlocal Maintenance | Disconnect Verification" }
  - { id: "MA-5", title: "Maintenance Personnel" }
  - { id: "MA-5(1)", title: "Maintenance Personnel | Individuals Without Appropriate Access" }
  - { id: "MA-5(2)", title: "Maintenance Personnel | Security Clearances for Classified Systems" }
  - { id: "MA-5(3)", title: "Maintenance Personnel | Citizenship Requirements for Classified Systems" }
  - { id: "MA-5(4)", title: "Maintenance Personnel | Foreign Nationals" }
  - { id: "MA-5(5)", title: "Maintenance Personnel | Non-system Maintenance" }
  - { id: "MA-6", title: "Timely Maintenance" }
  - { id: "MA-6(1)", title: "Timely Maintenance | Preventive Maintenance" }
  - { id: "MA-6(2)", title: "Timely Maintenance | Predictive Maintenance" }
  - { id: "MA-6(3)", title: "Timely Maintenance | Automated Support for Predictive Maintenance" }
  - { id: "MA-7", title: "Field Maintenance" }
  - { id: "MP-1", title: "Policy and Procedures" }
  - { id: "MP-2", title: "Media Access" }
  - { id: "MP-2(1)", title: "Media Access | Automated Restricted Access", withdrawn: ["MP-4(2)"] }
  - { id: "MP-2(2)", title: "Media Access | Cryptographic Protection", withdrawn: ["SC-28(1)"] }
  - { id: "MP-3", title: "Media Marking" }
  - { id: "MP-4", title: "Media Storage" }
  - { id: "MP-4(1)", title: "Media Storage | Cryptographic Protection", withdrawn: ["SC-28(1)"] }
  - { id: "MP-4(2)", title: "Media Storage | Automated Restricted Access" }
  - { id: "MP-5", title: "Media Transport" }
  - { id: "MP-5(1)", title: "Media Transport | Protection Outside of Controlled Areas", withdrawn: ["MP-5"] }
  - { id: "MP-5(2)", title: "Media Transport | Documentation of Activities", withdrawn: ["MP-5"] }
  - { id: "MP-5(3)", title: "Media Transport | Custodians" }
  - { id: "MP-5(4)", title: "Media Transport | Cryptographic Protection", withdrawn: ["SC-28(1)"] }
  - { id: "MP-6", title: "Media Sanitization" }
  - { id: "MP-6(1)", title: "Media Sanitization | Review, Approve, Track, Document, and Verify" }
  - { id: "MP-6(2)", title: "Media Sanitization | Equipment Testing" }
  - { id: "MP-6(3)", title: "Media Sanitization | Nondestructive Techniques" }
  - { id: "MP-6(4)", title: "Media Sanitization | Controlled Unclassified Information", withdrawn: ["MP-6"] }
  - { id: "MP-6(5)", title: "Media Sanitization | Classified Information", withdrawn: ["MP-6"] }
  - { id: "MP-6(6)", title: "Media Sanitization | Media Destruction", withdrawn: ["MP-6"] }
  - { id: "MP-6(7)", title: "Media Sanitization | Dual Authorization" }
  - { id: "MP-6(8)", title: "Media Sanitization | Remote Purging or Wiping of Information" }
  - { id: "MP-7", title: "Media Use" }
  - { id: "MP-7(1)", title: "Media Use | Prohibit Use Without Owner", withdrawn: ["MP-7"] }
  - { id: "MP-7(2)", title: "Media Use | Prohibit Use of Sanitization-resistant Media" }
  - { id: "MP-8", title: "Media Downgrading" }
  - { id: "MP-8(1)", title: "Media Downgrading | Documentation of Process" }
  - { id: "MP-8(2)", title: "Media Downgrading | Equipment Testing" }
  - { id: "MP-8(3)", title: "Media Downgrading | Controlled Unclassified Information" }
  - { id: "MP-8(4)", title: "Media Downgrading | Classified Information" }
  - { id: "PE-1", title: "Policy and Procedures" }
  - { id: "PE-2", title: "Physical Access Authorizations" }
  - { id: "PE-2(1)", title: "Physical Access Authorizations | Access by Position or Role" }
  - { id: "PE-2(2)", title: "Physical Access Authorizations | Two Forms of Identification" }
  - { id: "PE-2(3)", title: "Physical Access Authorizations | Restrict Unescorted Access" }
  - { id: "PE-3", title: "Physical Access Control" }
  - { id: "PE-3(1)", title: "Physical Access Control | System Access" }
  - { id: "PE-3(2)", title: "Physical Access Control | Facility and Systems" }
  - { id: "PE-3(3)", title: "Physical Access Control | Continuous Guards" }
  - { id: "PE-3(4)", title: "Physical Access Control | Lockable Casings" }
  - { id: "PE-3(5)", title: "Physical Access Control | Tamper Protection" }
  - { id: "PE-3(6)", title: "Physical Access Control | Facility Penetration Testing", withdrawn: ["CA-8"] }
  - { id: "PE-3(7)", title: "Physical Access Control | Physical Barriers" }
  - { id: "PE-3(8)", title: "Physical Access Control | Access Control Vestibules" }
  - { id: "PE-4", title: "Access Control for Transmission" }
  - { id: "PE-5", title: "Access Control for Output Devices" }
  - { id: "PE-5(1)", title: "Access Control for Output Devices | Access to Output by Authorized Individuals", withdrawn: ["PE-5"] }
  - { id: "PE-5(2)", title: "Access Control for Output Devices | Link to Individual Identity" }
  - { id: "PE-5(3)", title: "Access Control for Output Devices | Marking Output Devices", withdrawn: ["PE-22"] }
  - { id: "PE-6", title: "Monitoring Physical Access" }
  - { id: "PE-6(1)", title: "Monitoring Physical Access | Intrusion Alarms and Surveillance Equipment" }
  - { id: "PE-6(2)", title: "Monitoring Physical Access | Automated Intrusion Recognition and Responses" }
  - { id: "PE-6(3)", title: "Monitoring Physical Access | Video Surveillance" }
  - { id: "PE-6(4)", title: "Monitoring Physical Access | Monitoring Physical Access to Systems" }
  - { id: "PE-7", title: "Visitor Control", withdrawn: ["PE-2", "PE-3"] }
  - { id: "PE-8", title: "Visitor Access Records" }
  - { id: "PE-8(1)", title: "Visitor Access Records | Automated Records Maintenance and Review" }
  - { id: "PE-8(2)", title: "Visitor Access Records | Physical Access Records", withdrawn: ["PE-2"] }
  - { id: "PE-8(3)", title: "Visitor Access Records | Limit Personally Identifiable Information Elements" }
  - { id: "PE-9", title: "Power Equipment and Cabling" }
  - { id: "PE-9(1)", title: "Power Equipment and Cabling | Redundant Cabling" }
  - { id: "PE-9(2)", title: "Power Equipment and Cabling | Automatic Voltage Controls" }
  - { id: "PE-10", title: "Emergency Shutoff" }
  - { id: "PE-10(1)", title: "Emergency Shutoff | Accidental and Unauthorized Activation", withdrawn: ["PE-10"] }
  - { id: "PE-11", title: "Emergency Power" }
  - { id: "PE-11(1)", title: "Emergency Power | Alternate Power Supply — Minimal Operational Capability" }
  - { id: "PE-11(2)", title: "Emergency Power | Alternate Power Supply — Self-contained" }
  - { id: "PE-12", title: "Emergency Lighting" }
  - { id: "PE-12(1)", title: "Emergency Lighting | Essential Mission and Business Functions" }
  - { id: "PE-13", title: "Fire Protection" }
  - { id: "PE-13(1)", title: "Fire Protection | Detection Systems — Automatic Activation and Notification" }
  - { id: "PE-13(2)", title: "Fire Protection | Suppression Systems — Automatic Activation and Notification" }
  - { id: "PE-13(3)", title: "Fire Protection | Automatic Fire Suppression", withdrawn: ["PE-13(2)"] }
  - { id: "PE-13(4)", title: "Fire Protection | Inspections" }
  - { id: "PE-14", title: "Environmental Controls" }
  - { id: "PE-14(1)", title: "Environmental Controls | Automatic Controls" }
  - { id: "PE-14(2)", title: "Environmental Controls | Monitoring with Alarms and Notifications" }
  - { id: "PE-15", title: "Water Damage Protection" }
  - { id: "PE-15(1)", title: "Water Damage Protection | Automation Support" }
  - { id: "PE-16", title: "Delivery and Removal" }
  - { id: "PE-17", title: "Alternate Work Site" }
  - { id: "PE-18", title: "Location of System Components" }
  - { id: "PE-18(1)", title: "Location of System Components | Facility Site", withdrawn: ["PE-23"] }
  - { id: "PE-19", title: "Information Leakage" }
  - { id: "PE-19(1)", title: "Information Leakage | National Emissions Policies and Procedures" }
  - { id: "PE-20", title: "Asset Monitoring and Tracking" }
  - { id: "PE-21", title: "Electromagnetic Pulse Protection" }
  - { id: "PE-22", title: "Component Marking" }
  - { id: "PE-23", title: "Facility Location" }
  - { id: "PL-1", title: "Policy and Procedures" }
  - { id: "PL-2", title: "System Security and Privacy Plans" }
  - { id: "PL-2(1)", title: "System Security and Privacy Plans | Concept of Operations", withdrawn: ["PL-7"] }
  - { id: "PL-2(2)", title: "System Security and Privacy Plans | Functional Architecture", withdrawn: ["PL-8"] }
  - { id: "PL-2(3)", title: "System Security and Privacy Plans | Plan and Coordinate with Other Organizational Entities", withdrawn: ["PL-2"] }
  - { id: "PL-3", title: "System Security Plan Update", withdrawn: ["PL-2"] }
  - { id: "PL-4", title: "Rules of Behavior" }
  - { id: "PL-4(1)", title: "Rules of Behavior | Social Media and External Site/application Usage Restrictions" }
  - { id: "PL-5", title: "Privacy Impact Assessment", withdrawn: ["RA-8"] }
  - { id: "PL-6", title: "Security-related Activity Planning", withdrawn: ["PL-2"] }
  - { id: "PL-7", title: "Concept of Operations" }
  - { id: "PL-8", title: "Security and Privacy Architectures" }
  - { id: "PL-8(1)", title: "Security and Privacy Architectures | Defense in Depth" }
  - { id: "PL-8(2)", title: "Security and Privacy Architectures | Supplier Diversity" }
  - { id: "PL-9", title: "Central Management" }
  - { id: "PL-10", title: "Baseline Selection" }
  - { id: "PL-11", title: "Baseline Tailoring" }
  - { id: "PM-1", title: "Information Security Program Plan" }
  - { id: "PM-2", title: "Information Security Program Leadership Role" }
  - { id: "PM-3", title: "Information Security and Privacy Resources" }
  - { id: "PM-4", title: "Plan of Action and Milestones Process" }
  - { id: "PM-5", title: "System Inventory" }
  - { id: "PM-5(1)", title: "System Inventory | Inventory of Personally Identifiable Information" }
  - { id: "PM-6", title: "Measures of Performance" }
  - { id: "PM-7", title: "Enterprise Architecture" }
  - { id: "PM-7(1)", title: "Enterprise Architecture | Offloading" }
  - { id: "PM-8", title: "Critical Infrastructure Plan" }
  - { id: "PM-9", title: "Risk Management Strategy" }
  - { id: "PM-10", title: "Authorization Process" }
  - { id: "PM-11", title: "Mission and Business Process Definition" }
  - { id: "PM-12", title: "Insider Threat Program" }
  - { id: "PM-13", title: "Security and Privacy Workforce" }
  - { id: "PM-14", title: "Testing, Training, and Monitoring" }
  - { id: "PM-15", title: "Security and Privacy Groups and Associations" }
  - { id: "PM-16", title: "Threat Awareness Program" }
  - { id: "PM-16(1)", title: "Threat Awareness Program | Automated Means for Sharing Threat Intelligence" }
  - { id: "PM-17", title: "Protecting Controlled Unclassified Information on External Systems" }
  - { id: "PM-18", title: "Privacy Program Plan" }
  - { id: "PM-19", title: "Privacy Program Leadership Role" }
  - { id: "PM-20", title: "Dissemination of Privacy Program Information" }
  - { id: "PM-20(1)", title: "Dissemination of Privacy Program Information | Privacy Policies on Websites, Applications, and Digital Services" }
  - { id: "PM-21", title: "Accounting of Disclosures" }
  - { id: "PM-22", title: "Personally Identifiable Information Quality Management" }
  - { id: "PM-23", title: "Data Governance Body" }
  - { id: "PM-24", title: "Data Integrity Board" }
  - { id: "PM-25", title: "Minimization of Personally Identifiable Information Used in Testing, Training, and Research" }
  - { id: "PM-26", title: "Complaint Management" }
  - { id: "PM-27", title: "Privacy Reporting" }
  - { id: "PM-28", title: "Risk Framing" }
  - { id: "PM-29", title: "Risk Management Program Leadership Roles" }
  - { id: "PM-30", title: "Supply Chain Risk Management Strategy" }
  - { id: "PM-30(1)", title: "Supply Chain Risk Management Strategy | Suppliers of Critical or Mission-essential Items" }
  - { id: "PM-31", title: "Continuous Monitoring Strategy" }
  - { id: "PM-32", title: "Purposing" }
  - { id: "PS-1", title: "Policy and Procedures" }
  - { id: "PS-2", title: "Position Risk Designation" }
  - { id: "PS-3", title: "Personnel Screening" }
  - { id: "PS-3(1)", title: "Personnel Screening | Classified Information" }
  - { id: "PS-3(2)", title: "Personnel Screening | Formal Indoctrination" }
  - { id: "PS-3(3)", title: "Personnel Screening | Information Requiring Special Protective Measures" }
  - { id: "PS-3(4)", title: "Personnel Screening | Citizenship Requirements" }
  - { id: "PS-4", title: "Personnel Termination" }
  - { id: "PS-4(1)", title: "Personnel Termination | Post-employment Requirements" }
  - { id: "PS-4(2)", title: "Personnel Termination | Automated Actions" }
  - { id: "PS-5", title: "Personnel Transfer" }
  - { id: "PS-6", title: "Access Agreements" }
  - { id: "PS-6(1)", title: "Access Agreements | Information Requiring Special Protection", withdrawn: ["PS-3"] }
  - { id: "PS-6(2)", title: "Access Agreements | Classified Information Requiring Special Protection" }
  - { id: "PS-6(3)", title: "Access Agreements | Post-employment Requirements" }
  - { id: "PS-7", title: "External Personnel Security" }
  - { id: "PS-8", title: "Personnel Sanctions" }
  - { id: "PS-9", title: "Position Descriptions" }
  - { id: "PT-1", title: "Policy and Procedures" }
  - { id: "PT-2", title: "Authority to Process Personally Identifiable Information" }
  - { id: "PT-2(1)", title: "Authority to Process Personally Identifiable Information | Data Tagging" }
  - { id: "PT-2(2)", title: "Authority to Process Personally Identifiable Information | Automation" }
  - { id: "PT-3", title: "Personally Identifiable Information Processing Purposes" }
  - { id: "PT-3(1)", title: "Personally Identifiable Information Processing Purposes | Data Tagging" }
  - { id: "PT-3(2)", title: "Personally Identifiable Information Processing Purposes | Automation" }
  - { id: "PT-4", title: "Consent" }
  - { id: "PT-4(1)", title: "Consent | Tailored Consent" }
  - { id: "PT-4(2)", title: "Consent | Just-in-time Consent" }
  - { id: "PT-4(3)", title: "Consent | Revocation" }
  - { id: "PT-5", title: "Privacy Notice" }
  - { id: "PT-5(1)", title: "Privacy Notice | Just-in-time Notice" }
  - { id: "PT-5(2)", title: "Privacy Notice | Privacy Act Statements" }
  - { id: "PT-6", title: "System of Records Notice" }
  - { id: "PT-6(1)", title: "System of Records Notice | Routine Uses" }
  - { id: "PT-6(2)", title: "System of Records Notice | Exemption Rules" }
  - { id: "PT-7", title: "Specific Categories of Personally Identifiable Information" }
  - { id: "PT-7(1)", title: "Specific Categories of Personally Identifiable Information | Social Security Numbers" }
  - { id: "PT-7(2)", title: "Specific Categories of Personally Identifiable Information | First Amendment Information" }
  - { id: "PT-8", title: "Computer Matching Requirements" }
  - { id: "RA-1", title: "Policy and Procedures" }
  - { id: "RA-2", title: "Security Categorization" }
  - { id: "RA-2(1)", title: "Security Categorization | Impact-level Prioritization" }
  - { id: "RA-3", title: "Risk Assessment" }
  - { id: "RA-3(1)", title: "Risk Assessment | Supply Chain Risk Assessment" }
  - { id: "RA-3(2)", title: "Risk Assessment | Use of All-source Intelligence" }
  - { id: "RA-3(3)", title: "Risk Assessment | Dynamic Threat Awareness" }
  - { id: "RA-3(4)", title: "Risk Assessment | Predictive Cyber Analytics" }
  - { id: "RA-4", title: "Risk Assessment Update", withdrawn: ["RA-3"] }
  - { id: "RA-5", title: "Vulnerability Monitoring and Scanning" }
  - { id: "RA-5(1)", title: "Vulnerability Monitoring and Scanning | Update Tool Capability", withdrawn: ["RA-5"] }
  - { id: "RA-5(2)", title: "Vulnerability Monitoring and Scanning | Update Vulnerabilities to Be Scanned" }
  - { id: "RA-5(3)", title: "Vulnerability Monitoring and Scanning | Breadth and Depth of Coverage" }
  - { id: "RA-5(4)", title: "Vulnerability Monitoring and Scanning | Discoverable Information" }
  - { id: "RA-5(5)", title: "Vulnerability Monitoring and Scanning | Privileged Access" }
  - { id: "RA-5(6)", title: "Vulnerability Monitoring and Scanning | Automated Trend Analyses" }
  - { id: "RA-5(7)", title: "Vulnerability Monitoring and Scanning | Automated Detection and Notification of Unauthorized Components", withdrawn: ["CM-8"] }
  - { id: "RA-5(8)", title: "Vulnerability Monitoring and Scanning | Review Historic Audit Logs" }
  - { id: "RA-5(9)", title: "Vulnerability Monitoring and Scanning | Penetration Testing and Analyses", withdrawn: ["CA-8"] }
  - { id: "RA-5(10)", title: "Vulnerability Monitoring and Scanning | Correlate Scanning Information" }
  - { id: "RA-5(11)", title: "Vulnerability Monitoring and Scanning | Public Disclosure Program" }
  - { id: "RA-6", title: "Technical Surveillance Countermeasures Survey" }
  - { id: "RA-7", title: "Risk Response" }
  - { id: "RA-8", title: "Privacy Impact Assessments" }
  - { id: "RA-9", title: "Criticality Analysis" }
  - { id: "RA-10", title: "Threat Hunting" }
  - { id: "SA-1", title: "Policy and Procedures" }
  - { id: "SA-2", title: "Allocation of Resources" }
  - { id: "SA-3", title: "System Development Life Cycle" }
  - { id: "SA-3(1)", title: "System Development Life Cycle | Manage Preproduction Environment" }
  - { id: "SA-3(2)", title: "System Development Life Cycle | Use of Live or Operational Data" }
  - { id: "SA-3(3)", title: "System Development Life Cycle | Technology Refresh" }
  - { id: "SA-4", title: "Acquisition Process" }
  - { id: "SA-4(1)", title: "Acquisition Process | Functional Properties of Controls" }
  - { id: "SA-4(2)", title: "Acquisition Process | Design and Implementation Information for Controls" }
  - { id: "SA-4(3)", title: "Acquisition Process | Development Methods, Techniques, and Practices" }
  - { id: "SA-4(4)", title: "Acquisition Process | Assignment of Components to Systems", withdrawn: ["CM-8(9)"] }
  - { id: "SA-4(5)", title: "Acquisition Process | System, Component, and Service Configurations" }
  - { id: "SA-4(6)", title: "Acquisition Process | Use of Information Assurance Products" }
  - { id: "SA-4(7)", title: "Acquisition Process | NIAP-approved Protection Profiles" }
  - { id: "SA-4(8)", title: "Acquisition Process | Continuous Monitoring Plan for Controls" }
  - { id: "SA-4(9)", title: "Acquisition Process | Functions, Ports, Protocols, and Services in Use" }
  - { id: "SA-4(10)", title: "Acquisition Process | Use of Approved PIV Products" }
  - { id: "SA-4(11)", title: "Acquisition Process | System of Records" }
  - { id: "SA-4(12)", title: "Acquisition Process | Data Ownership" }
  - { id: "SA-5", title: "System Documentation" }
  - { id: "SA-5(1)", title: "System Documentation | Functional Properties of Security Controls", withdrawn: ["SA-4(1)"] }
  - { id: "SA-5(2)", title: "System Documentation | Security-relevant External System Interfaces", withdrawn: ["SA-4(2)"] }
  - { id: "SA-5(3)", title: "System Documentation | High-level Design", withdrawn: ["SA-4(2)"] }
  - { id: "SA-5(4)", title: "System Documentation | Low-level Design", withdrawn: ["SA-4(2)"] }
  - { id: "SA-5(5)", title: "System Documentation | Source Code", withdrawn: ["SA-4(2)"] }
  - { id: "SA-6", title: "Software Usage Restrictions", withdrawn: ["CM-10", "SI-7"] }
  - { id: "SA-7", title: "User-installed Software", withdrawn: ["CM-11", "SI-7"] }
  - { id: "SA-8", title: "Security and Privacy Engineering Principles" }
  - { id: "SA-8(1)", title: "Security and Privacy Engineering Principles | Clear Abstractions" }
  - { id: "SA-8(2)", title: "Security and Privacy Engineering Principles | Least Common Mechanism" }
  - { id: "SA-8(3)", title: "Security and Privacy Engineering Principles | Modularity and Layering" }
  - { id: "SA-8(4)", title: "Security and Privacy Engineering Principles | Partially Ordered Dependencies" }
  - { id: "SA-8(5)", title: "Security and Privacy Engineering Principles | Efficiently Mediated Access" }
  - { id: "SA-8(6)", title: "Security and Privacy Engineering Principles | Minimized Sharing" }
  - { id: "SA-8(7)", title: "Security and Privacy Engineering Principles | Reduced Complexity" }
  - { id: "SA-8(8)", title: "Security and Privacy Engineering Principles | Secure Evolvability" }
  - { id: "SA-8(9)", title: "Security and Privacy Engineering Principles | Trusted Components" }
  - { id: "SA-8(10)", title: "Security and Privacy Engineering Principles | Hierarchical Trust" }
  - { id: "SA-8(11)", title: "Security and Privacy Engineering Principles | Inverse Modification Threshold" }
  - { id: "SA-8(12)", title: "Security and Privacy Engineering Principles | Hierarchical Protection" }
  - { id: "SA-8(13)", title: "Security and Privacy Engineering Principles | Minimized Security Elements" }
  - { id: "SA-8(14)", title: "Security and Privacy Engineering Principles | Least Privilege" }
  - { id: "SA-8(15)", title: "Security and Privacy Engineering Principles | Predicate Permission" }
  - { id: "SA-8(16)", title: "Security and Privacy Engineering Principles | Self-reliant Trustworthiness" }
  - { id: "SA-8(17)", title: "Security and Privacy Engineering Principles | Secure Distributed Composition" }
  - { id: "SA-8(18)", title: "Security and Privacy Engineering Principles | Trusted Communications Channels" }
  - { id: "SA-8(19)", title: "Security and Privacy Engineering Principles | Continuous Protection" }
  - { id: "SA-8(20)", title: "Security and Privacy Engineering Principles | Secure Metadata Management" }
  - { id: "SA-8(21)", title: "Security and Privacy Engineering Principles | Self-analysis" }
  - { id: "SA-8(22)", title: "Security and Privacy Engineering Principles | Accountability and Traceability" }
  - { id: "SA-8(23)", title: "Security and Privacy Engineering Principles | Secure Defaults" }
  - { id: "SA-8(24)", title: "Security and Privacy Engineering Principles | Secure Failure and Recovery" }
  - { id: "SA-8(25)", title: "Security and Privacy Engineering Principles | Economic Security" }
  - { id: "SA-8(26)", title: "Security and Privacy Engineering Principles | Performance Security" }
  - { id: "SA-8(27)", title: "Security and Privacy Engineering Principles | Human Factored Security" }
  - { id: "SA-8(28)", title: "Security and Privacy Engineering Principles | Acceptable Security" }
  - { id: "SA-8(29)", title: "Security and Privacy Engineering Principles | Repeatable and Documented Procedures" }
  - { id: "SA-8(30)", title: "Security and Privacy Engineering Principles | Procedural Rigor" }
  - { id: "SA-8(31)", title: "Security and Privacy Engineering Principles | Secure System Modification" }
  - { id: "SA-8(32)", title: "Security and Privacy Engineering Principles | Sufficient Documentation" }
  - { id: "SA-8(33)", title: "Security and Privacy Engineering Principles | Minimization" }
  - { id: "SA-9", title: "External System Services" }
  - { id: "SA-9(1)", title: "External System Services | Risk Assessments and Organizational Approvals" }
  - { id: "SA-9(2)", title: "External System Services | Identification of Functions, Ports, Protocols, and Services" }
  - { id: "SA-9(3)", title: "External System Services | Establish and Maintain Trust Relationship with Providers" }
  - { id: "SA-9(4)", title: "External System Services | Consistent Interests of Consumers and Providers" }
  - { id: "SA-9(5)", title: "External System Services | Processing, Storage, and Service Location" }
  - { id: "SA-9(6)", title: "External System Services | Organization-controlled Cryptographic Keys" }
  - { id: "SA-9(7)", title: "External System Services | Organization-controlled Integrity Checking" }
  - { id: "SA-9(8)", title: "External System Services | Processing and Storage Location — U.S. Jurisdiction" }
  - { id: "SA-10", title: "Developer Configuration Management" }
  - { id: "SA-10(1)", title: "Developer Configuration Management | Software and Firmware Integrity Verification" }
  - { id: "SA-10(2)", title: "Developer Configuration Management | Alternative Configuration Management Processes" }
  - { id: "SA-10(3)", title: "Developer Configuration Management | Hardware Integrity Verification" }
  - { id: "SA-10(4)", title: "Developer Configuration Management | Trusted Generation" }
  - { id: "SA-10(5)", title: "Developer Configuration Management | Mapping Integrity for Version Control" }
  - { id: "SA-10(6)", title: "Developer Configuration Management | Trusted Distribution" }
  - { id: "SA-10(7)", title: "Developer Configuration Management | Security and Privacy Representatives" }
  - { id: "SA-11", title: "Developer Testing and Evaluation" }
  - { id: "SA-11(1)", title: "Developer Testing and Evaluation | Static Code Analysis" }
  - { id: "SA-11(2)", title: "Developer Testing and Evaluation | Threat Modeling and Vulnerability Analyses" }
  - { id: "SA-11(3)", title: "Developer Testing and Evaluation | Independent Verification of Assessment Plans and Evidence" }
  - { id: "SA-11(4)", title: "Developer Testing and Evaluation | Manual Code Reviews" }
  - { id: "SA-11(5)", title: "Developer Testing and Evaluation | Penetration Testing" }
  - { id: "SA-11(6)", title: "Developer Testing and Evaluation | Attack Surface Reviews" }
  - { id: "SA-11(7)", title: "Developer Testing and Evaluation | Verify Scope of Testing and Evaluation" }
  - { id: "SA-11(8)", title: "Developer Testing and Evaluation | Dynamic Code Analysis" }
  - { id: "SA-11(9)", title: "Developer Testing and Evaluation | Interactive Application Security Testing" }
  - { id: "SA-12", title: "Supply Chain Protection", withdrawn: [] }
  - { id: "SA-12(1)", title: "Supply Chain Protection | Acquisition Strategies / Tools / Methods", withdrawn: ["SR-5"] }
  - { id: "SA-12(2)", title: "Supply Chain Protection | Supplier Reviews", withdrawn: ["SR-6"] }
  - { id: "SA-12(3)", title: "Supply Chain Protection | Trusted Shipping and Warehousing", withdrawn: ["SR-3"] }
  - { id: "SA-12(4)", title: "Supply Chain Protection | Diversity of Suppliers", withdrawn: ["SR-3(1)"] }
  - { id: "SA-12(5)", title: "Supply Chain Protection | Limitation of Harm", withdrawn: ["SR-3(2)"] }
  - { id: "SA-12(6)", title: "Supply Chain Protection | Minimizing Procurement Time", withdrawn: ["SR-5(1)"] }
  - { id: "SA-12(7)", title: "Supply Chain Protection | Assessments Prior to Selection / Acceptance / Update", withdrawn: ["SR-5(2)"] }
  - { id: "SA-12(8)", title: "Supply Chain Protection | Use of All-source Intelligence", withdrawn: ["RA-3(2)"] }
  - { id: "SA-12(9)", title: "Supply Chain Protection | Operations Security", withdrawn: ["SR-7"] }
  - { id: "SA-12(10)", title: "Supply Chain Protection | Validate as Genuine and Not Altered", withdrawn: ["SR-4(3)"] }
  - { id: "SA-12(11)", title: "Supply Chain Protection | Penetration Testing / Analysis of Elements, Processes, and Actors", withdrawn: ["SR-6(1)"] }
  - { id: "SA-12(12)", title: "Supply Chain Protection | Inter-organizational Agreements", withdrawn: ["SR-8"] }
  - { id: "SA-12(13)", title: "Supply Chain Protection | Critical Information System Components", withdrawn: ["MA-6", "RA-9"] }
  - { id: "SA-12(14)", title: "Supply Chain Protection | Identity and Traceability", withdrawn: ["SR-4(1)", "SR-4(2)"] }
  - { id: "SA-12(15)", title: "Supply Chain Protection | Processes to Address Weaknesses or Deficiencies", withdrawn: ["SR-3"] }
  - { id: "SA-13", title: "Trustworthiness", withdrawn: ["SA-8"] }
  - { id: "SA-14", title: "Criticality Analysis", withdrawn: ["RA-9"] }
  - { id: "SA-14(1)", title: "Criticality Analysis | Critical Components with No Viable Alternative Sourcing", withdrawn: ["SA-20"] }
  - { id: "SA-15", title: "Development Process, Standards, and Tools" }
  - { id: "SA-15(1)", title: "Development Process, Standards, and Tools | Quality Metrics" }
  - { id: "SA-15(2)", title: "Development Process, Standards, and Tools | Security and Privacy Tracking Tools" }
  - { id: "SA-15(3)", title: "Development Process, Standards, and Tools | Criticality Analysis" }
  - { id: "SA-15(4)", title: "Development Process, Standards, and Tools | Threat Modeling and Vulnerability Analysis", withdrawn: ["SA-11(2)"] }
  - { id: "SA-15(5)", title: "Development Process, Standards, and Tools | Attack Surface Reduction" }
  - { id: "SA-15(6)", title: "Development Process, Standards, and Tools | Continuous Improvement" }
  - { id: "SA-15(7)", title: "Development Process, Standards, and Tools | Automated Vulnerability Analysis" }
  - { id: "SA-15(8)", title: "Development Process, Standards, and Tools | Reuse of Threat and Vulnerability Information" }
  - { id: "SA-15(9)", title: "Development Process, Standards, and Tools | Use of Live Data", withdrawn: ["SA-3(2)"] }
  - { id: "SA-15(10)", title: "Development Process, Standards, and Tools | Incident Response Plan" }
  - { id: "SA-15(11)", title: "Development Process, Standards, and Tools | Archive System or Component" }
  - { id: "SA-15(12)", title: "Development Process, Standards, and Tools | Minimize Personally Identifiable Information" }
  - { id: "SA-15(13)", title: "Development Process, Standards, and Tools | Logging Syntax" }
  - { id: "SA-16", title: "Developer-provided Training" }
  - { id: "SA-17", title: "Developer Security and Privacy Architecture and Design" }
  - { id: "SA-17(1)", title: "Developer Security and Privacy Architecture and Design | Formal Policy Model" }
  - { id: "SA-17(2)", title: "Developer Security and Privacy Architecture and Design | Security-relevant Components" }
  - { id: "SA-17(3)", title: "Developer Security and Privacy Architecture and Design | Formal Correspondence" }
  - { id: "SA-17(4)", title: "Developer Security and Privacy Architecture and Design | Informal Correspondence" }
  - { id: "SA-17(5)", title: "Developer Security and Privacy Architecture and Design | Conceptually Simple Design" }
  - { id: "SA-17(6)", title: "Developer Security and Privacy Architecture and Design | Structure for Testing" }
  - { id: "SA-17(7)", title: "Developer Security and Privacy Architecture and Design | Structure for Least Privilege" }
  - { id: "SA-17(8)", title: "Developer Security and Privacy Architecture and Design | Orchestration" }
  - { id: "SA-17(9)", title: "Developer Security and Privacy Architecture and Design | Design Diversity" }
  - { id: "SA-18", title: "Tamper Resistance and Detection", withdrawn: ["SR-9"] }
  - { id: "SA-18(1)", title: "Tamper Resistance and Detection | Multiple Phases of System Development Life Cycle", withdrawn: ["SR-9(1)"] }
  - { id: "SA-18(2)", title: "Tamper Resistance and Detection | Inspection of Systems or Components", withdrawn: ["SR-10"] }
  - { id: "SA-19", title: "Component Authenticity", withdrawn: ["SR-11"] }
  - { id: "SA-19(1)", title: "Component Authenticity | Anti-counterfeit Training", withdrawn: ["SR-11(1)"] }
  - { id: "SA-19(2)", title: "Component Authenticity | Configuration Control for Component Service and Repair", withdrawn: ["SR-11(2)"] }
  - { id: "SA-19(3)", title: "Component Authenticity | Component Disposal", withdrawn: ["SR-12"] }
  - { id: "SA-19(4)", title: "Component Authenticity | Anti-counterfeit Scanning", withdrawn: ["SR-11(3)"] }
  - { id: "SA-20", title: "Customized Development of Critical Components" }
  - { id: "SA-21", title: "Developer Screening" }
  - { id: "SA-21(1)", title: "Developer Screening | Validation of Screening", withdrawn: ["SA-21"] }
  - { id: "SA-22", title: "Unsupported System Components" }
  - { id: "SA-22(1)", title: "Unsupported System Components | Alternative Sources for Continued Support", withdrawn: ["SA-22"] }
  - { id: "SA-23", title: "Specialization" }
  - { id: "SA-24", title: "Design for Cyber Resiliency" }
  - { id: "SC-1", title: "Policy and Procedures" }
  - { id: "SC-2", title: "Separation of System and User Functionality" }
  - { id: "SC-2(1)", title: "Separation of System and User Functionality | Interfaces for Non-privileged Users" }
  - { id: "SC-2(2)", title: "Separation of System and User Functionality | Disassociability" }
  - { id: "SC-3", title: "Security Function Isolation" }
  - { id: "SC-3(1)", title: "Security Function Isolation | Hardware Separation" }
  - { id: "SC-3(2)", title: "Security Function Isolation | Access and Flow Control Functions" }
  - { id: "SC-3(3)", title: "Security Function Isolation | Minimize Nonsecurity Functionality" }
  - { id: "SC-3(4)", title: "Security Function Isolation | Module Coupling and Cohesiveness" }
  - { id: "SC-3(5)", title: "Security Function Isolation | Layered Structures" }
  - { id: "SC-4", title: "Information in Shared System Resources" }
  - { id: "SC-4(1)", title: "Information in Shared System Resources | Security Levels", withdrawn: ["SC-4"] }
  - { id: "SC-4(2)", title: "Information in Shared System Resources | Multilevel or Periods Processing" }
  - { id: "SC-5", title: "Denial-of-service Protection" }
  - { id: "SC-5(1)", title: "Denial-of-service Protection | Restrict Ability to Attack Other Systems" }
  - { id: "SC-5(2)", title: "Denial-of-service Protection | Capacity, Bandwidth, and Redundancy" }
  - { id: "SC-5(3)", title: "Denial-of-service Protection | Detection and Monitoring" }
  - { id: "SC-6", title: "Resource Availability" }
  - { id: "SC-7", title: "Boundary Protection" }
  - { id: "SC-7(1)", title: "Boundary Protection | Physically Separated Subnetworks", withdrawn: ["SC-7"] }
  - { id: "SC-7(2)", title: "Boundary Protection | Public Access", withdrawn: ["SC-7"] }
  - { id: "SC-7(3)", title: "Boundary Protection | Access Points" }
  - { id: "SC-7(4)", title: "Boundary Protection | External Telecommunications Services" }
  - { id: "SC-7(5)", title: "Boundary Protection | Deny by Default — Allow by Exception" }
  - { id: "SC-7(6)", title: "Boundary Protection | Response to Recognized Failures", withdrawn: ["SC-7(18)"] }
  - { id: "SC-7(7)", title: "Boundary Protection | Split Tunneling for Remote Devices" }
  - { id: "SC-7(8)", title: "Boundary Protection | Route Traffic to Authenticated Proxy Servers" }
  - { id: "SC-7(9)", title: "Boundary Protection | Restrict Threatening Outgoing Communications Traffic" }
  - { id: "SC-7(10)", title: "Boundary Protection | Prevent Exfiltration" }
  - { id: "SC-7(11)", title: "Boundary Protection | Restrict Incoming Communications Traffic" }
  - { id: "SC-7(12)", title: "Boundary Protection | Host-based Protection" }
  - { id: "SC-7(13)", title: "Boundary Protection | Isolation of Security Tools, Mechanisms, and Support Components" }
  - { id: "SC-7(14)", title: "Boundary Protection | Protect Against Unauthorized Physical Connections" }
  - { id: "SC-7(15)", title: "Boundary Protection | Networked Privileged Accesses" }
  - { id: "SC-7(16)", title: "Boundary Protection | Prevent Discovery of System Components" }
  - { id: "SC-7(17)", title: "Boundary Protection | Automated Enforcement of Protocol Formats" }
  - { id: "SC-7(18)", title: "Boundary Protection | Fail Secure" }
  - { id: "SC-7(19)", title: "Boundary Protection | Block Communication from Non-organizationally Configured Hosts" }
  - { id: "SC-7(20)", title: "Boundary Protection | Dynamic Isolation and Segregation" }
  - { id: "SC-7(21)", title: "Boundary Protection | Isolation of System Components" }
  - { id: "SC-7(22)", title: "Boundary Protection | Separate Subnets for Connecting to Different Security Domains" }
  - { id: "SC-7(23)", title: "Boundary Protection | Disable Sender Feedback on Protocol Validation Failure" }
  - { id: "SC-7(24)", title: "Boundary Protection | Personally Identifiable Information" }
  - { id: "SC-7(25)", title: "Boundary Protection | Unclassified National Security System Connections" }
  - { id: "SC-7(26)", title: "Boundary Protection | Classified National Security System Connections" }
  - { id: "SC-7(27)", title: "Boundary Protection | Unclassified Non-national Security System Connections" }
  - { id: "SC-7(28)", title: "Boundary Protection | Connections to Public Networks" }
  - { id: "SC-7(29)", title: "Boundary Protection | Separate Subnets to Isolate Functions" }
  - { id: "SC-8", title: "Transmission Confidentiality and Integrity" }
  - { id: "SC-8(1)", title: "Transmission Confidentiality and Integrity | Cryptographic Protection" }
  - { id: "SC-8(2)", title: "Transmission Confidentiality and Integrity | Pre- and Post-transmission Handling" }
  - { id: "SC-8(3)", title: "Transmission Confidentiality and Integrity | Cryptographic Protection for Message Externals" }
  - { id: "SC-8(4)", title: "Transmission Confidentiality and Integrity | Conceal or Randomize Communications" }
  - { id: "SC-8(5)", title: "Transmission Confidentiality and Integrity | Protected Distribution System" }
  - { id: "SC-9", title: "Transmission Confidentiality", withdrawn: ["SC-8"] }
  - { id: "SC-10", title: "Network Disconnect" }
  - { id: "SC-11", title: "Trusted Path" }
  - { id: "SC-11(1)", title: "Trusted Path | Irrefutable Communications Path" }
  - { id: "SC-12", title: "Cryptographic Key Establishment and Management" }
  - { id: "SC-12(1)", title: "Cryptographic Key Establishment and Management | Availability" }
  - { id: "SC-12(2)", title: "Cryptographic Key Establishment and Management | Symmetric Keys" }
  - { id: "SC-12(3)", title: "Cryptographic Key Establishment and Management | Asymmetric Keys" }
  - { id: "SC-12(4)", title: "Cryptographic Key Establishment and Management | PKI Certificates", withdrawn: ["SC-12(3)"] }
  - { id: "SC-12(5)", title: "Cryptographic Key Establishment and Management | PKI Certificates / Hardware Tokens", withdrawn: ["SC-12(3)"] }
  - { id: "SC-12(6)", title: "Cryptographic Key Establishment and Management | Physical Control of Keys" }
  - { id: "SC-13", title: "Cryptographic Protection" }
  - { id: "SC-13(1)", title: "Cryptographic Protection | FIPS-validated Cryptography", withdrawn: ["SC-13"] }
  - { id: "SC-13(2)", title: "Cryptographic Protection | NSA-approved Cryptography", withdrawn: ["SC-13"] }
  - { id: "SC-13(3)", title: "Cryptographic Protection | Individuals Without Formal Access Approvals", withdrawn: ["SC-13"] }
  - { id: "SC-13(4)", title: "Cryptographic Protection | Digital Signatures", withdrawn: ["SC-13"] }
  - { id: "SC-14", title: "Public Access Protections", withdrawn: ["AC-2", "AC-3", "AC-5", "AC-6", "SI-3", "SI-4", "SI-5", "SI-7", "SI-10"] }
  - { id: "SC-15", title: "Collaborative Computing Devices and Applications" }
  - { id: "SC-15(1)", title: "Collaborative Computing Devices and Applications | Physical or Logical Disconnect" }
  - { id: "SC-15(2)", title: "Collaborative Computing Devices and Applications | Blocking Inbound and Outbound Communications Traffic", withdrawn: ["SC-7"] }
  - { id: "SC-15(3)", title: "Collaborative Computing Devices and Applications | Disabling and Removal in Secure Work Areas" }
  - { id: "SC-15(4)", title: "Collaborative Computing Devices and Applications | Explicitly Indicate Current Participants" }
  - { id: "SC-16", title: "Transmission of Security and Privacy Attributes" }
  - { id: "SC-16(1)", title: "Transmission of Security and Privacy Attributes | Integrity Verification" }
  - { id: "SC-16(2)", title: "Transmission of Security and Privacy Attributes | Anti-spoofing Mechanisms" }
  - { id: "SC-16(3)", title: "Transmission of Security and Privacy Attributes | Cryptographic Binding" }
  - { id: "SC-17", title: "Public Key Infrastructure Certificates" }
  - { id: "SC-18", title: "Mobile Code" }
  - { id: "SC-18(1)", title: "Mobile Code | Identify Unacceptable Code and Take Corrective Actions" }
  - { id: "SC-18(2)", title: "Mobile Code | Acquisition, Development, and Use" }
  - { id: "SC-18(3)", title: "Mobile Code | Prevent Downloading and Execution" }
  - { id: "SC-18(4)", title: "Mobile Code | Prevent Automatic Execution" }
  - { id: "SC-18(5)", title: "Mobile Code | Allow Execution Only in Confined Environments" }
  - { id: "SC-19", title: "Voice Over Internet Protocol", withdrawn: [] }
  - { id: "SC-20", title: "Secure Name/address Resolution Service (authoritative Source)" }
  - { id: "SC-20(1)", title: "Secure Name/address Resolution Service (authoritative Source) | Child Subspaces", withdrawn: ["SC-20"] }
  - { id: "SC-20(2)", title: "Secure Name/address Resolution Service (authoritative Source) | Data Origin and Integrity" }
  - { id: "SC-21", title: "Secure Name/address Resolution Service (recursive or Caching Resolver)" }
  - { id: "SC-21(1)", title: "Secure Name/address Resolution Service (recursive or Caching Resolver) | Data Origin and Integrity", withdrawn: ["SC-21"] }
  - { id: "SC-22", title: "Architecture and Provisioning for Name/address Resolution Service" }
  - { id: "SC-23", title: "Session Authenticity" }
  - { id: "SC-23(1)", title: "Session Authenticity | Invalidate Session Identifiers at Logout" }
  - { id: "SC-23(2)", title: "Session Authenticity | User-initiated Logouts and Message Displays", withdrawn: ["AC-12(1)"] }
  - { id: "SC-23(3)", title: "Session Authenticity | Unique System-generated Session Identifiers" }
  - { id: "SC-23(4)", title: "Session Authenticity | Unique Session Identifiers with Randomization", withdrawn: ["SC-23(3)"] }
  - { id: "SC-23(5)", title: "Session Authenticity | Allowed Certificate Authorities" }
  - { id: "SC-24", title: "Fail in Known State" }
  - { id: "SC-25", title: "Thin Nodes" }
  - { id: "SC-26", title: "Decoys" }
  - { id: "SC-26(1)", title: "Decoys | Detection of Malicious Code", withdrawn: ["SC-35"] }
  - { id: "SC-27", title: "Platform-independent Applications" }
  - { id: "SC-28", title: "Protection of Information at Rest" }
  - { id: "SC-28(1)", title: "Protection of Information at Rest | Cryptographic Protection" }
  - { id: "SC-28(2)", title: "Protection of Information at Rest | Offline Storage" }
  - { id: "SC-28(3)", title: "Protection of Information at Rest | Cryptographic Keys" }
  - { id: "SC-29", title: "Heterogeneity" }
  - { id: "SC-29(1)", title: "Heterogeneity | Virtualization Techniques" }
  - { id: "SC-30", title: "Concealment and Misdirection" }
  - { id: "SC-30(1)", title: "Concealment and Misdirection | Virtualization Techniques", withdrawn: ["SC-29(1)"] }
  - { id: "SC-30(2)", title: "Concealment and Misdirection | Randomness" }
  - { id: "SC-30(3)", title: "Concealment and Misdirection | Change Processing and Storage Locations" }
  - { id: "SC-30(4)", title: "Concealment and Misdirection | Misleading Information" }
  - { id: "SC-30(5)", title: "Concealment and Misdirection | Concealment of System Components" }
  - { id: "SC-31", title: "Covert Channel Analysis" }
  - { id: "SC-31(1)", title: "Covert Channel Analysis | Test Covert Channels for Exploitability" }
  - { id: "SC-31(2)", title: "Covert Channel Analysis | Maximum Bandwidth" }
  - { id: "SC-31(3)", title: "Covert Channel Analysis | Measure Bandwidth in Operational Environments" }
  - { id: "SC-32", title: "System Partitioning" }
  - { id: "SC-32(1)", title: "System Partitioning | Separate Physical Domains for Privileged Functions" }
  - { id: "SC-33", title: "Transmission Preparation Integrity", withdrawn: ["SC-8"] }
  - { id: "SC-34", title: "Non-modifiable Executable Programs" }
  - { id: "SC-34(1)", title: "Non-modifiable Executable Programs | No Writable Storage" }
  - { id: "SC-34(2)", title: "Non-modifiable Executable Programs | Integrity Protection on Read-only Media" }
  - { id: "SC-34(3)", title: "Non-modifiable Executable Programs | Hardware-based Protection", withdrawn: ["SC-51"] }
  - { id: "SC-35", title: "External Malicious Code Identification" }
  - { id: "SC-36", title: "Distributed Processing and Storage" }
  - { id: "SC-36(1)", title: "Distributed Processing and Storage | Polling Techniques" }
  - { id: "SC-36(2)", title: "Distributed Processing and Storage | Synchronization" }
  - { id: "SC-37", title: "Out-of-band Channels" }
  - { id: "SC-37(1)", title: "Out-of-band Channels | Ensure Delivery and Transmission" }
  - { id: "SC-38", title: "Operations Security" }
  - { id: "SC-39", title: "Process Isolation" }
  - { id: "SC-39(1)", title: "Process Isolation | Hardware Separation" }
  - { id: "SC-39(2)", title: "Process Isolation | Separate Execution Domain Per Thread" }
  - { id: "SC-40", title: "Wireless Link Protection" }
  - { id: "SC-40(1)", title: "Wireless Link Protection | Electromagnetic Interference" }
  - { id: "SC-40(2)", title: "Wireless Link Protection | Reduce Detection Potential" }
  - { id: "SC-40(3)", title: "Wireless Link Protection | Imitative or Manipulative Communications Deception" }
  - { id: "SC-40(4)", title: "Wireless Link Protection | Signal Parameter Identification" }
  - { id: "SC-41", title: "Port and I/O Device Access" }
  - { id: "SC-42", title: "Sensor Capability and Data" }
  - { id: "SC-42(1)", title: "Sensor Capability and Data | Reporting to Authorized Individuals or Roles" }
  - { id: "SC-42(2)", title: "Sensor Capability and Data | Authorized Use" }
  - { id: "SC-42(3)", title: "Sensor Capability and Data | Prohibit Use of Devices", withdrawn: ["SC-42"] }
  - { id: "SC-42(4)", title: "Sensor Capability and Data | Notice of Collection" }
  - { id: "SC-42(5)", title: "Sensor Capability and Data | Collection Minimization" }
  - { id: "SC-43", title: "Usage Restrictions" }
  - { id: "SC-44", title: "Detonation Chambers" }
  - { id: "SC-45", title: "System Time Synchronization" }
  - { id: "SC-45(1)", title: "System Time Synchronization | Synchronization with Authoritative Time Source" }
  - { id: "SC-45(2)", title: "System Time Synchronization | Secondary Authoritative Time Source" }
  - { id: "SC-46", title: "Cross Domain Policy Enforcement" }
  - { id: "SC-47", title: "Alternate Communications Paths" }
  - { id: "SC-48", title: "Sensor Relocation" }
  - { id: "SC-48(1)", title: "Sensor Relocation | Dynamic Relocation of Sensors or Monitoring Capabilities" }
  - { id: "SC-49", title: "Hardware-enforced Separation and Policy Enforcement" }
  - { id: "SC-50", title: "Software-enforced Separation and Policy Enforcement" }
  - { id: "SC-51", title: "Hardware-based Protection" }
  - { id: "SI-1", title: "Policy and Procedures" }
  - { id: "SI-2", title: "Flaw Remediation" }
  - { id: "SI-2(1)", title: "Flaw Remediation | Central Management", withdrawn: ["PL-9"] }
  - { id: "SI-2(2)", title: "Flaw Remediation | Automated Flaw Remediation Status" }
  - { id: "SI-2(3)", title: "Flaw Remediation | Time to Remediate Flaws and Benchmarks for Corrective Actions" }
  - { id: "SI-2(4)", title: "Flaw Remediation | Automated Patch Management Tools" }
  - { id: "SI-2(5)", title: "Flaw Remediation | Automatic Software and Firmware Updates" }
  - { id: "SI-2(6)", title: "Flaw Remediation | Removal of Previous Versions of Software and Firmware" }
  - { id: "SI-2(7)", title: "Flaw Remediation | Root Cause Analysis" }
  - { id: "SI-3", title: "Malicious Code Protection" }
  - { id: "SI-3(1)", title: "Malicious Code Protection | Central Management", withdrawn: ["PL-9"] }
  - { id: "SI-3(2)", title: "Malicious Code Protection | Automatic Updates", withdrawn: ["SI-3"] }
  - { id: "SI-3(3)", title: "Malicious Code Protection | Non-privileged Users", withdrawn: ["AC-6(10)"] }
  - { id: "SI-3(4)", title: "Malicious Code Protection | Updates Only by Privileged Users" }
  - { id: "SI-3(5)", title: "Malicious Code Protection | Portable Storage Devices", withdrawn: ["MP-7"] }
  - { id: "SI-3(6)", title: "Malicious Code Protection | Testing and Verification" }
  - { id: "SI-3(7)", title: "Malicious Code Protection | Nonsignature-based Detection", withdrawn: ["SI-3"] }
  - { id: "SI-3(8)", title: "Malicious Code Protection | Detect Unauthorized Commands" }
  - { id: "SI-3(9)", title: "Malicious Code Protection | Authenticate Remote Commands", withdrawn: ["AC-17(10)"] }
  - { id: "SI-3(10)", title: "Malicious Code Protection | Malicious Code Analysis" }
  - { id: "SI-4", title: "System Monitoring" }
  - { id: "SI-4(1)", title: "System Monitoring | System-wide Intrusion Detection System" }
  - { id: "SI-4(2)", title: "System Monitoring | Automated Tools and Mechanisms for Real-time Analysis" }
  - { id: "SI-4(3)", title: "System Monitoring | Automated Tool and Mechanism Integration" }
  - { id: "SI-4(4)", title: "System Monitoring | Inbound and Outbound Communications Traffic" }
  - { id: "SI-4(5)", title: "System Monitoring | System-generated Alerts" }
  - { id: "SI-4(6)", title: "System Monitoring | Restrict Non-privileged Users", withdrawn: ["AC-6(10)"] }
  - { id: "SI-4(7)", title: "System Monitoring | Automated Response to Suspicious Events" }
  - { id: "SI-4(8)", title: "System Monitoring | Protection of Monitoring Information", withdrawn: ["SI-4"] }
  - { id: "SI-4(9)", title: "System Monitoring | Testing of Monitoring Tools and Mechanisms" }
  - { id: "SI-4(10)", title: "System Monitoring | Visibility of Encrypted Communications" }
  - { id: "SI-4(11)", title: "System Monitoring | Analyze Communications Traffic Anomalies" }
  - { id: "SI-4(12)", title: "System Monitoring | Automated Organization-generated Alerts" }
  - { id: "SI-4(13)", title: "System Monitoring | Analyze Traffic and Event Patterns" }
  - { id: "SI-4(14)", title: "System Monitoring | Wireless Intrusion Detection" }
  - { id: "SI-4(15)", title: "System Monitoring | Wireless to Wireline Communications" }
  - { id: "SI-4(16)", title: "System Monitoring | Correlate Monitoring Information" }
  - { id: "SI-4(17)", title: "System Monitoring | Integrated Situational Awareness" }
  - { id: "SI-4(18)", title: "System Monitoring | Analyze Traffic and Covert Exfiltration" }
  - { id: "SI-4(19)", title: "System Monitoring | Risk for Individuals" }
  - { id: "SI-4(20)", title: "System Monitoring | Privileged Users" }
  - { id: "SI-4(21)", title: "System Monitoring | Probationary Periods" }
  - { id: "SI-4(22)", title: "System Monitoring | Unauthorized Network Services" }
  - { id: "SI-4(23)", title: "System Monitoring | Host-based Devices" }
  - { id: "SI-4(24)", title: "System Monitoring | Indicators of Compromise" }
  - { id: "SI-4(25)", title: "System Monitoring | Optimize Network Traffic Analysis" }
  - { id: "SI-5", title: "Security Alerts, Advisories, and Directives" }
  - { id: "SI-5(1)", title: "Security Alerts, Advisories, and Directives | Automated Alerts and Advisories" }
  - { id: "SI-6", title: "Security and Privacy Function Verification" }
  - { id: "SI-6(1)", title: "Security and Privacy Function Verification | Notification of Failed Security Tests", withdrawn: ["SI-6"] }
  - { id: "SI-6(2)", title: "Security and Privacy Function Verification | Automation Support for Distributed Testing" }
  - { id: "SI-6(3)", title: "Security and Privacy Function Verification | Report Verification Results" }
  - { id: "SI-7", title: "Software, Firmware, and Information Integrity" }
  - { id: "SI-7(1)", title: "Software, Firmware, and Information Integrity | Integrity Checks" }
  - { id: "SI-7(2)", title: "Software, Firmware, and Information Integrity | Automated Notifications of Integrity Violations" }
  - { id: "SI-7(3)", title: "Software, Firmware, and Information Integrity | Centrally Managed Integrity Tools" }
  - { id: "SI-7(4)", title: "Software, Firmware, and Information Integrity | Tamper-evident Packaging", withdrawn: ["SR-9"] }
  - { id: "SI-7(5)", title: "Software, Firmware, and Information Integrity | Automated Response to Integrity Violations" }
  - { id: "SI-7(6)", title: "Software, Firmware, and Information Integrity | Cryptographic Protection" }
  - { id: "SI-7(7)", title: "Software, Firmware, and Information Integrity | Integration of Detection and Response" }
  - { id: "SI-7(8)", title: "Software, Firmware, and Information Integrity | Auditing Capability for Significant Events" }
  - { id: "SI-7(9)", title: "Software, Firmware, and Information Integrity | Verify Boot Process" }
  - { id: "SI-7(10)", title: "Software, Firmware, and Information Integrity | Protection of Boot Firmware" }
  - { id: "SI-7(11)", title: "Software, Firmware, and Information Integrity | Confined Environments with Limited Privileges", withdrawn: ["CM-7(6)"] }
  - { id: "SI-7(12)", title: "Software, Firmware, and Information Integrity | Integrity Verification" }
  - { id: "SI-7(13)", title: "Software, Firmware, and Information Integrity | Code Execution in Protected Environments", withdrawn: ["CM-7(7)"] }
  - { id: "SI-7(14)", title: "Software, Firmware, and Information Integrity | Binary or Machine Executable Code", withdrawn: ["CM-7(8)"] }
  - { id: "SI-7(15)", title: "Software, Firmware, and Information Integrity | Code Authentication" }
  - { id: "SI-7(16)", title: "Software, Firmware, and Information Integrity | Time Limit on Process Execution Without Supervision" }
  - { id: "SI-7(17)", title: "Software, Firmware, and Information Integrity | Runtime Application Self-protection" }
  - { id: "SI-8", title: "Spam Protection" }
  - { id: "SI-8(1)", title: "Spam Protection | Central Management", withdrawn: ["PL-9"] }
  - { id: "SI-8(2)", title: "Spam Protection | Automatic Updates" }
  - { id: "SI-8(3)", title: "Spam Protection | Continuous Learning Capability" }
  - { id: "SI-9", title: "Information Input Restrictions", withdrawn: ["AC-2", "AC-3", "AC-5", "AC-6"] }
  - { id: "SI-10", title: "Information Input Validation" }
  - { id: "SI-10(1)", title: "Information Input Validation | Manual Override Capability" }
  - { id: "SI-10(2)", title: "Information Input Validation | Review and Resolve Errors" }
  - { id: "SI-10(3)", title: "Information Input Validation | Predictable Behavior" }
  - { id: "SI-10(4)", title: "Information Input Validation | Timing Interactions" }
  - { id: "SI-10(5)", title: "Information Input Validation | Restrict Inputs to Trusted Sources and Approved Formats" }
  - { id: "SI-10(6)", title: "Information Input Validation | Injection Prevention" }
  - { id: "SI-11", title: "Error Handling" }
  - { id: "SI-12", title: "Information Management and Retention" }
  - { id: "SI-12(1)", title: "Information Management and Retention | Limit Personally Identifiable Information Elements" }
  - { id: "SI-12(2)", title: "Information Management and Retention | Minimize Personally Identifiable Information in Testing, Training, and Research" }
  - { id: "SI-12(3)", title: "Information Management and Retention | Information Disposal" }
  - { id: "SI-13", title: "Predictable Failure Prevention" }
  - { id: "SI-13(1)", title: "Predictable Failure Prevention | Transferring Component Responsibilities" }
  - { id: "SI-13(2)", title: "Predictable Failure Prevention | Time Limit on Process Execution Without Supervision", withdrawn: ["SI-7(16)"] }
  - { id: "SI-13(3)", title: "Predictable Failure Prevention | Manual Transfer Between Components" }
  - { id: "SI-13(4)", title: "Predictable Failure Prevention | Standby Component Installation and Notification" }
  - { id: "SI-13(5)", title: "Predictable Failure Prevention | Failover Capability" }
  - { id: "SI-14", title: "Non-persistence" }
  - { id: "SI-14(1)", title: "Non-persistence | Refresh from Trusted Sources" }
  - { id: "SI-14(2)", title: "Non-persistence | Non-persistent Information" }
  - { id: "SI-14(3)", title: "Non-persistence | Non-persistent Connectivity" }
  - { id: "SI-15", title: "Information Output Filtering" }
  - { id: "SI-16", title: "Memory Protection" }
  - { id: "SI-17", title: "Fail-safe Procedures" }
  - { id: "SI-18", title: "Personally Identifiable Information Quality Operations" }
  - { id: "SI-18(1)", title: "Personally Identifiable Information Quality Operations | Automation Support" }
  - { id: "SI-18(2)", title: "Personally Identifiable Information Quality Operations | Data Tags" }
  - { id: "SI-18(3)", title: "Personally Identifiable Information Quality Operations | Collection" }
  - { id: "SI-18(4)", title: "Personally Identifiable Information Quality Operations | Individual Requests" }
  - { id: "SI-18(5)", title: "Personally Identifiable Information Quality Operations | Notice of Correction or Deletion" }
  - { id: "SI-19", title: "De-identification" }
  - { id: "SI-19(1)", title: "De-identification | Collection" }
  - { id: "SI-19(2)", title: "De-identification | Archiving" }
  - { id: "SI-19(3)", title: "De-identification | Release" }
  - { id: "SI-19(4)", title: "De-identification | Removal, Masking, Encryption, Hashing, or Replacement of Direct Identifiers" }
  - { id: "SI-19(5)", title: "De-identification | Statistical Disclosure Control" }
  - { id: "SI-19(6)", title: "De-identification | Differential Privacy" }
  - { id: "SI-19(7)", title: "De-identification | Validated Algorithms and Software" }
  - { id: "SI-19(8)", title: "De-identification | Motivated Intruder" }
  - { id: "SI-20", title: "Tainting" }
  - { id: "SI-21", title: "Information Refresh" }
  - { id: "SI-22", title: "Information Diversity" }
  - { id: "SI-23", title: "Information Fragmentation" }
  - { id: "SR-1", title: "Policy and Procedures" }
  - { id: "SR-2", title: "Supply Chain Risk Management Plan" }
  - { id: "SR-2(1)", title: "Supply Chain Risk Management Plan | Establish SCRM Team" }
  - { id: "SR-3", title: "Supply Chain Controls and Processes" }
  - { id: "SR-3(1)", title: "Supply Chain Controls and Processes | Diverse Supply Base" }
  - { id: "SR-3(2)", title: "Supply Chain Controls and Processes | Limitation of Harm" }
  - { id: "SR-3(3)", title: "Supply Chain Controls and Processes | Sub-tier Flow Down" }
  - { id: "SR-4", title: "Provenance" }
  - { id: "SR-4(1)", title: "Provenance | Identity" }
  - { id: "SR-4(2)", title: "Provenance | Track and Trace" }
  - { id: "SR-4(3)", title: "Provenance | Validate as Genuine and Not Altered" }
  - { id: "SR-4(4)", title: "Provenance | Supply Chain Integrity — Pedigree" }
  - { id: "SR-5", title: "Acquisition Strategies, Tools, and Methods" }
  - { id: "SR-5(1)", title: "Acquisition Strategies, Tools, and Methods | Adequate Supply" }
  - { id: "SR-5(2)", title: "Acquisition Strategies, Tools, and Methods | Assessments Prior to Selection, Acceptance, Modification, or Update" }
  - { id: "SR-6", title: "Supplier Assessments and Reviews" }
  - { id: "SR-6(1)", title: "Supplier Assessments and Reviews | Testing and Analysis" }
  - { id: "SR-7", title: "Supply Chain Operations Security" }
  - { id: "SR-8", title: "Notification Agreements" }
  - { id: "SR-9", title: "Tamper Resistance and Detection" }
  - { id: "SR-9(1)", title: "Tamper Resistance and Detection | Multiple Stages of System Development Life Cycle" }
  - { id: "SR-10", title: "Inspection of Systems or Components" }
  - { id: "SR-11", title: "Component Authenticity" }
  - { id: "SR-11(1)", title: "Component Authenticity | Anti-counterfeit Training" }
  - { id: "SR-11(2)", title: "Component Authenticity | Configuration Control for Component Service and Repair" }
  - { id: "SR-11(3)", title: "Component Authenticity | Anti-counterfeit Scanning" }
  - { id: "SR-12", title: "Component Disposal" }

"""###,
    "Policies/frameworks/pci4.yaml": ###"""
id: pci4
name: "PCI DSS"
version: "4.0.1 (June 2024; 4.0.1-only since 2025-01-01, dated requirements in force since 2025-03-31)"
publisher: "PCI SSC"
source: "PCI DSS v4.0.1 without appendices A2 and A3"
nested: true
groups:
  - { id: "1", title: "Network security controls" }
  - { id: "2", title: "Secure configurations" }
  - { id: "3", title: "Stored account data" }
  - { id: "4", title: "Card data in transit" }
  - { id: "5", title: "Malware" }
  - { id: "6", title: "Secure software and systems" }
  - { id: "7", title: "Need to know" }
  - { id: "8", title: "Identify and authenticate" }
  - { id: "9", title: "Physical access" }
  - { id: "10", title: "Log and monitor" }
  - { id: "11", title: "Test security" }
  - { id: "12", title: "Policies and programme" }
  - { id: "A1", title: "Multi-tenant service providers" }
requirements:
  - { id: "1", title: "Network security controls" }
  - { id: "1.1", title: "Req 1 processes understood" }
  - { id: "1.1.1", title: "Req 1 policies kept" }
  - { id: "1.1.2", title: "Req 1 roles assigned" }
  - { id: "1.2", title: "Network controls configured" }
  - { id: "1.2.1", title: "Ruleset standards" }
  - { id: "1.2.2", title: "Network changes approved" }
  - { id: "1.2.3", title: "Network diagram" }
  - { id: "1.2.4", title: "Account-data flow diagram" }
  - { id: "1.2.5", title: "Allowed ports and protocols justified" }
  - { id: "1.2.6", title: "Insecure services mitigated" }
  - { id: "1.2.7", title: "Rulesets reviewed each six months" }
  - { id: "1.2.8", title: "Config files secured" }
  - { id: "1.3", title: "CDE network access restricted" }
  - { id: "1.3.1", title: "Inbound limited" }
  - { id: "1.3.2", title: "Outbound limited" }
  - { id: "1.3.3", title: "Wireless kept apart" }
  - { id: "1.4", title: "Trusted/untrusted boundary" }
  - { id: "1.4.1", title: "Controls at the boundary" }
  - { id: "1.4.2", title: "Inbound from untrusted limited" }
  - { id: "1.4.3", title: "Anti-spoofing" }
  - { id: "1.4.4", title: "Stored card data not directly reachable" }
  - { id: "1.4.5", title: "Internal addresses hidden" }
  - { id: "1.5", title: "Devices on both kinds of network" }
  - { id: "1.5.1", title: "Controls on such devices" }
  - { id: "2", title: "Secure configurations" }
  - { id: "2.1", title: "Req 2 processes understood" }
  - { id: "2.1.1", title: "Req 2 policies kept" }
  - { id: "2.1.2", title: "Req 2 roles assigned" }
  - { id: "2.2", title: "Components hardened" }
  - { id: "2.2.1", title: "Hardening standards" }
  - { id: "2.2.2", title: "Vendor defaults managed" }
  - { id: "2.2.3", title: "Primary functions separated" }
  - { id: "2.2.4", title: "Unneeded services off" }
  - { id: "2.2.5", title: "Insecure services justified" }
  - { id: "2.2.6", title: "Parameters prevent misuse" }
  - { id: "2.2.7", title: "Admin access encrypted" }
  - { id: "2.3", title: "Wireless secured" }
  - { id: "2.3.1", title: "Wireless defaults changed" }
  - { id: "2.3.2", title: "Wireless keys changed" }
  - { id: "3", title: "Stored account data" }
  - { id: "3.1", title: "Req 3 processes understood" }
  - { id: "3.1.1", title: "Req 3 policies kept" }
  - { id: "3.1.2", title: "Req 3 roles assigned" }
  - { id: "3.2", title: "Storage kept small" }
  - { id: "3.2.1", title: "Retention and disposal" }
  - { id: "3.3", title: "No sensitive authentication data after authorisation" }
  - { id: "3.3.1", title: "Not stored after authorisation" }
  - { id: "3.3.1.1", title: "No full track" }
  - { id: "3.3.1.2", title: "No card code" }
  - { id: "3.3.1.3", title: "No PIN" }
  - { id: "3.3.2", title: "Encrypted while held before authorisation" }
  - { id: "3.3.3", title: "Issuers' storage limited" }
  - { id: "3.4", title: "PAN display and copy restricted" }
  - { id: "3.4.1", title: "PAN masked" }
  - { id: "3.4.2", title: "No copying over remote access" }
  - { id: "3.5", title: "PAN secured where stored" }
  - { id: "3.5.1", title: "PAN unreadable" }
  - { id: "3.5.1.1", title: "Keyed hashes" }
  - { id: "3.5.1.2", title: "Disk encryption alone only for removable media" }
  - { id: "3.5.1.3", title: "Disk encryption managed apart" }
  - { id: "3.6", title: "Keys secured" }
  - { id: "3.6.1", title: "Key protection procedures" }
  - { id: "3.6.1.1", title: "Crypto architecture described" }
  - { id: "3.6.1.2", title: "Key storage forms" }
  - { id: "3.6.1.3", title: "Cleartext key access minimal" }
  - { id: "3.6.1.4", title: "Fewest key locations" }
  - { id: "3.7", title: "Key management over life" }
  - { id: "3.7.1", title: "Strong key generation" }
  - { id: "3.7.2", title: "Key distribution" }
  - { id: "3.7.3", title: "Key storage" }
  - { id: "3.7.4", title: "Key change at cryptoperiod end" }
  - { id: "3.7.5", title: "Key retirement or replacement" }
  - { id: "3.7.6", title: "Split knowledge for manual keys" }
  - { id: "3.7.7", title: "No unauthorised key substitution" }
  - { id: "3.7.8", title: "Custodians acknowledge duties" }
  - { id: "3.7.9", title: "Guidance when keys are shared with customers" }
  - { id: "4", title: "Card data in transit" }
  - { id: "4.1", title: "Req 4 processes understood" }
  - { id: "4.1.1", title: "Req 4 policies kept" }
  - { id: "4.1.2", title: "Req 4 roles assigned" }
  - { id: "4.2", title: "PAN strongly encrypted in transit" }
  - { id: "4.2.1", title: "Strong crypto, trusted certs, no fallback" }
  - { id: "4.2.1.1", title: "Inventory of keys and certs" }
  - { id: "4.2.1.2", title: "Wireless crypto" }
  - { id: "4.2.2", title: "PAN in messaging encrypted" }
  - { id: "5", title: "Malware" }
  - { id: "5.1", title: "Req 5 processes understood" }
  - { id: "5.1.1", title: "Req 5 policies kept" }
  - { id: "5.1.2", title: "Req 5 roles assigned" }
  - { id: "5.2", title: "Malware prevented or handled" }
  - { id: "5.2.1", title: "Anti-malware deployed" }
  - { id: "5.2.2", title: "All known malware handled" }
  - { id: "5.2.3", title: "Not-at-risk systems re-evaluated" }
  - { id: "5.2.3.1", title: "Evaluation frequency by risk analysis" }
  - { id: "5.3", title: "Anti-malware kept active" }
  - { id: "5.3.1", title: "Auto updates" }
  - { id: "5.3.2", title: "Scans or behaviour analysis" }
  - { id: "5.3.2.1", title: "Scan frequency by risk analysis" }
  - { id: "5.3.3", title: "Removable media scanned" }
  - { id: "5.3.4", title: "Anti-malware logs" }
  - { id: "5.3.5", title: "Users cannot disable it" }
  - { id: "5.4", title: "Anti-phishing" }
  - { id: "5.4.1", title: "Automated phishing defences" }
  - { id: "6", title: "Secure software and systems" }
  - { id: "6.1", title: "Req 6 processes understood" }
  - { id: "6.1.1", title: "Req 6 policies kept" }
  - { id: "6.1.2", title: "Req 6 roles assigned" }
  - { id: "6.2", title: "Custom software built securely" }
  - { id: "6.2.1", title: "Secure development practice" }
  - { id: "6.2.2", title: "Yearly developer training" }
  - { id: "6.2.3", title: "Code reviewed before release" }
  - { id: "6.2.3.1", title: "Manual review by another, approved" }
  - { id: "6.2.4", title: "Common attack classes prevented" }
  - { id: "6.3", title: "Vulnerabilities found and fixed" }
  - { id: "6.3.1", title: "Vulnerabilities identified and ranked" }
  - { id: "6.3.2", title: "Software component inventory" }
  - { id: "6.3.3", title: "Critical patches within one month" }
  - { id: "6.4", title: "Public web apps protected" }
  - { id: "6.4.1", title: "Web app review or automated solution" }
  - { id: "6.4.2", title: "Automated web attack prevention (WAF)" }
  - { id: "6.4.3", title: "Payment-page scripts authorised and integrity-checked" }
  - { id: "6.5", title: "Changes managed" }
  - { id: "6.5.1", title: "Change procedure" }
  - { id: "6.5.2", title: "Requirements confirmed after big change" }
  - { id: "6.5.3", title: "Pre-production apart" }
  - { id: "6.5.4", title: "Roles split across environments" }
  - { id: "6.5.5", title: "No live PAN in test" }
  - { id: "6.5.6", title: "Test data removed" }
  - { id: "7", title: "Need to know" }
  - { id: "7.1", title: "Req 7 processes understood" }
  - { id: "7.1.1", title: "Req 7 policies kept" }
  - { id: "7.1.2", title: "Req 7 roles assigned" }
  - { id: "7.2", title: "Access defined and assigned" }
  - { id: "7.2.1", title: "Access control model" }
  - { id: "7.2.2", title: "Least privilege by job" }
  - { id: "7.2.3", title: "Privileges approved" }
  - { id: "7.2.4", title: "User access review each six months" }
  - { id: "7.2.5", title: "System account privileges least" }
  - { id: "7.2.5.1", title: "System account access reviewed" }
  - { id: "7.2.6", title: "Queries on stored card data restricted" }
  - { id: "7.3", title: "Access control system" }
  - { id: "7.3.1", title: "Covers all components" }
  - { id: "7.3.2", title: "Enforces assigned permissions" }
  - { id: "7.3.3", title: "Deny by default" }
  - { id: "8", title: "Identify and authenticate" }
  - { id: "8.1", title: "Req 8 processes understood" }
  - { id: "8.1.1", title: "Req 8 policies kept" }
  - { id: "8.1.2", title: "Req 8 roles assigned" }
  - { id: "8.2", title: "Identities managed over life" }
  - { id: "8.2.1", title: "Unique ids" }
  - { id: "8.2.2", title: "Shared ids only by exception" }
  - { id: "8.2.3", title: "Unique factors per customer premises" }
  - { id: "8.2.4", title: "Account changes authorised" }
  - { id: "8.2.5", title: "Leavers revoked at once" }
  - { id: "8.2.6", title: "Inactive accounts off in 90 days" }
  - { id: "8.2.7", title: "Third-party access only when needed" }
  - { id: "8.2.8", title: "Re-authenticate after 15 idle minutes" }
  - { id: "8.3", title: "Strong authentication" }
  - { id: "8.3.1", title: "At least one factor" }
  - { id: "8.3.2", title: "Factors unreadable stored and in transit" }
  - { id: "8.3.3", title: "Identity checked before factor change" }
  - { id: "8.3.4", title: "Lockout after at most 10 tries, 30 minutes" }
  - { id: "8.3.5", title: "First-use and reset passwords unique" }
  - { id: "8.3.6", title: "Password length 12 and mix" }
  - { id: "8.3.7", title: "No reuse of last four" }
  - { id: "8.3.8", title: "Authentication policy told" }
  - { id: "8.3.9", title: "90-day change when password only" }
  - { id: "8.3.10", title: "Customer guidance on passwords" }
  - { id: "8.3.10.1", title: "Customer passwords 90 days or dynamic" }
  - { id: "8.3.11", title: "Tokens and certs assigned to one user" }
  - { id: "8.4", title: "MFA into the CDE" }
  - { id: "8.4.1", title: "MFA for admin access" }
  - { id: "8.4.2", title: "MFA for all CDE access" }
  - { id: "8.4.3", title: "MFA for remote access" }
  - { id: "8.5", title: "MFA systems robust" }
  - { id: "8.5.1", title: "No replay or bypass" }
  - { id: "8.6", title: "System accounts" }
  - { id: "8.6.1", title: "Interactive use managed" }
  - { id: "8.6.2", title: "No hard-coded passwords" }
  - { id: "8.6.3", title: "System passwords changed by risk" }
  - { id: "9", title: "Physical access" }
  - { id: "9.1", title: "Req 9 processes understood" }
  - { id: "9.1.1", title: "Req 9 policies kept" }
  - { id: "9.1.2", title: "Req 9 roles assigned" }
  - { id: "9.2", title: "Facility entry" }
  - { id: "9.2.1", title: "Entry controls" }
  - { id: "9.2.1.1", title: "Sensitive areas monitored" }
  - { id: "9.2.2", title: "Public network jacks restricted" }
  - { id: "9.2.3", title: "Network gear access restricted" }
  - { id: "9.2.4", title: "Consoles locked" }
  - { id: "9.3", title: "Personnel and visitors" }
  - { id: "9.3.1", title: "Personnel access procedure" }
  - { id: "9.3.1.1", title: "Sensitive area access by job" }
  - { id: "9.3.2", title: "Visitor procedure" }
  - { id: "9.3.3", title: "Badges returned" }
  - { id: "9.3.4", title: "Visitor log" }
  - { id: "9.4", title: "Media" }
  - { id: "9.4.1", title: "Media secured" }
  - { id: "9.4.1.1", title: "Offline backups in a safe place" }
  - { id: "9.4.1.2", title: "Backup place reviewed yearly" }
  - { id: "9.4.2", title: "Media classified" }
  - { id: "9.4.3", title: "Media transport" }
  - { id: "9.4.4", title: "Moves approved" }
  - { id: "9.4.5", title: "Media inventory log" }
  - { id: "9.4.5.1", title: "Inventory yearly" }
  - { id: "9.4.6", title: "Hard copy destroyed" }
  - { id: "9.4.7", title: "Electronic media destroyed" }
  - { id: "9.5", title: "Terminals" }
  - { id: "9.5.1", title: "Terminals protected" }
  - { id: "9.5.1.1", title: "Terminal list" }
  - { id: "9.5.1.2", title: "Inspections" }
  - { id: "9.5.1.2.1", title: "Inspection frequency" }
  - { id: "9.5.1.3", title: "Terminal staff training" }
  - { id: "10", title: "Log and monitor" }
  - { id: "10.1", title: "Req 10 processes understood" }
  - { id: "10.1.1", title: "Req 10 policies kept" }
  - { id: "10.1.2", title: "Req 10 roles assigned" }
  - { id: "10.2", title: "Audit logs implemented" }
  - { id: "10.2.1", title: "Logs on everywhere" }
  - { id: "10.2.1.1", title: "Individual access to card data" }
  - { id: "10.2.1.2", title: "Admin actions" }
  - { id: "10.2.1.3", title: "Access to logs" }
  - { id: "10.2.1.4", title: "Failed access" }
  - { id: "10.2.1.5", title: "Credential changes" }
  - { id: "10.2.1.6", title: "Log start and stop" }
  - { id: "10.2.1.7", title: "Object creation and deletion" }
  - { id: "10.2.2", title: "Event details recorded" }
  - { id: "10.3", title: "Logs protected" }
  - { id: "10.3.1", title: "Read access limited" }
  - { id: "10.3.2", title: "No modification" }
  - { id: "10.3.3", title: "Backed up centrally" }
  - { id: "10.3.4", title: "Change detection on logs" }
  - { id: "10.4", title: "Logs reviewed" }
  - { id: "10.4.1", title: "Daily review" }
  - { id: "10.4.1.1", title: "Automated review" }
  - { id: "10.4.2", title: "Periodic review of the rest" }
  - { id: "10.4.2.1", title: "Frequency by risk" }
  - { id: "10.4.3", title: "Exceptions handled" }
  - { id: "10.5", title: "Log history kept" }
  - { id: "10.5.1", title: "Twelve months, three at hand" }
  - { id: "10.6", title: "Time in sync" }
  - { id: "10.6.1", title: "Time technology" }
  - { id: "10.6.2", title: "Correct time" }
  - { id: "10.6.3", title: "Time settings protected" }
  - { id: "10.7", title: "Control failures handled" }
  - { id: "10.7.1", title: "Detected (service providers)" }
  - { id: "10.7.2", title: "Detected (all)" }
  - { id: "10.7.3", title: "Responded to" }
  - { id: "11", title: "Test security" }
  - { id: "11.1", title: "Req 11 processes understood" }
  - { id: "11.1.1", title: "Req 11 policies kept" }
  - { id: "11.1.2", title: "Req 11 roles assigned" }
  - { id: "11.2", title: "Wireless monitored" }
  - { id: "11.2.1", title: "Rogue access points" }
  - { id: "11.2.2", title: "Access point inventory" }
  - { id: "11.3", title: "Vulnerability scans" }
  - { id: "11.3.1", title: "Internal scans each quarter" }
  - { id: "11.3.1.1", title: "Lower-ranked ones handled" }
  - { id: "11.3.1.2", title: "Authenticated scans" }
  - { id: "11.3.1.3", title: "Scan after change" }
  - { id: "11.3.2", title: "External ASV scans each quarter" }
  - { id: "11.3.2.1", title: "External scan after change" }
  - { id: "11.4", title: "Penetration tests" }
  - { id: "11.4.1", title: "Method" }
  - { id: "11.4.2", title: "Internal, yearly" }
  - { id: "11.4.3", title: "External, yearly" }
  - { id: "11.4.4", title: "Findings corrected and retested" }
  - { id: "11.4.5", title: "Segmentation tests" }
  - { id: "11.4.6", title: "Segmentation tests (providers, six months)" }
  - { id: "11.4.7", title: "Multi-tenant providers support customers' tests" }
  - { id: "11.5", title: "Intrusions and file changes" }
  - { id: "11.5.1", title: "IDS/IPS" }
  - { id: "11.5.1.1", title: "Covert channels (providers)" }
  - { id: "11.5.2", title: "Change detection on files" }
  - { id: "11.6", title: "Payment page changes" }
  - { id: "11.6.1", title: "Header and script tamper detection" }
  - { id: "12", title: "Policies and programme" }
  - { id: "12.1", title: "Security policy" }
  - { id: "12.1.1", title: "Policy published" }
  - { id: "12.1.2", title: "Reviewed yearly" }
  - { id: "12.1.3", title: "Roles defined" }
  - { id: "12.1.4", title: "CISO or equivalent" }
  - { id: "12.2", title: "Acceptable use" }
  - { id: "12.2.1", title: "Acceptable-use policy" }
  - { id: "12.3", title: "Risks managed" }
  - { id: "12.3.1", title: "Targeted risk analysis" }
  - { id: "12.3.2", title: "Analysis for customised approach" }
  - { id: "12.3.3", title: "Cipher suites and protocols reviewed yearly" }
  - { id: "12.3.4", title: "Technology reviewed yearly" }
  - { id: "12.4", title: "PCI managed" }
  - { id: "12.4.1", title: "Executive responsibility" }
  - { id: "12.4.2", title: "Quarterly checks" }
  - { id: "12.4.2.1", title: "Checks documented" }
  - { id: "12.5", title: "Scope" }
  - { id: "12.5.1", title: "Component inventory" }
  - { id: "12.5.2", title: "Scope confirmed yearly" }
  - { id: "12.5.2.1", title: "Scope each six months (providers)" }
  - { id: "12.5.3", title: "Organisation changes reviewed" }
  - { id: "12.6", title: "Awareness" }
  - { id: "12.6.1", title: "Programme" }
  - { id: "12.6.2", title: "Reviewed yearly" }
  - { id: "12.6.3", title: "Training at hire and yearly" }
  - { id: "12.6.3.1", title: "Phishing and social engineering" }
  - { id: "12.6.3.2", title: "Acceptable use training" }
  - { id: "12.7", title: "Screening" }
  - { id: "12.7.1", title: "Pre-hire screening" }
  - { id: "12.8", title: "Third parties" }
  - { id: "12.8.1", title: "Provider list" }
  - { id: "12.8.2", title: "Written agreements" }
  - { id: "12.8.3", title: "Due diligence" }
  - { id: "12.8.4", title: "Compliance monitored yearly" }
  - { id: "12.8.5", title: "Responsibility split recorded" }
  - { id: "12.9", title: "Providers support customers" }
  - { id: "12.9.1", title: "Written acknowledgement" }
  - { id: "12.9.2", title: "Compliance information on request" }
  - { id: "12.10", title: "Incident response" }
  - { id: "12.10.1", title: "Plan ready" }
  - { id: "12.10.2", title: "Tested yearly" }
  - { id: "12.10.3", title: "On call 24/7" }
  - { id: "12.10.4", title: "Responders trained" }
  - { id: "12.10.4.1", title: "Training frequency" }
  - { id: "12.10.5", title: "Alerts monitored" }
  - { id: "12.10.6", title: "Plan improved" }
  - { id: "12.10.7", title: "Stray PAN procedure" }
  - { id: "A1.1", title: "Tenants kept apart" }
  - { id: "A1.1.1", title: "Logical separation" }
  - { id: "A1.1.2", title: "Customer sees own data only" }
  - { id: "A1.1.3", title: "Customer uses own resources only" }
  - { id: "A1.1.4", title: "Separation tested each six months" }
  - { id: "A1.2", title: "Logging and response for tenants" }
  - { id: "A1.2.1", title: "Logs per customer" }
  - { id: "A1.2.2", title: "Forensics supported" }
  - { id: "A1.2.3", title: "Reporting of incidents and vulnerabilities" }

"""###,
    "Policies/frameworks/slsa.yaml": ###"""
id: slsa
name: "SLSA"
version: "1.2"
publisher: "OpenSSF"
source: "SLSA specification"
groups:
  - { id: "BUILD", title: "Build track" }
  - { id: "SOURCE", title: "Source track" }
requirements:
  - { id: "BUILD-L1", title: "Provenance exists" }
  - { id: "BUILD-L2", title: "Hosted build, signed provenance" }
  - { id: "BUILD-L3", title: "Hardened, isolated builds" }
  - { id: "SOURCE-L1", title: "Version controlled" }
  - { id: "SOURCE-L2", title: "History and provenance kept" }
  - { id: "SOURCE-L3", title: "Continuous technical controls on protected branches" }
  - { id: "SOURCE-L4", title: "Two-party review" }

"""###,
    "Policies/frameworks/soc2.yaml": ###"""
id: soc2
name: "SOC 2 Trust Services Criteria"
version: "TSP 100, 2017 with revised points of focus 2022"
publisher: "AICPA"
source: "AICPA TSP section 100"
groups:
  - { id: "CC1", title: "Control environment" }
  - { id: "CC2", title: "Communication and information" }
  - { id: "CC3", title: "Risk assessment" }
  - { id: "CC4", title: "Monitoring" }
  - { id: "CC5", title: "Control activities" }
  - { id: "CC6", title: "Logical and physical access" }
  - { id: "CC7", title: "System operations" }
  - { id: "CC8", title: "Change management" }
  - { id: "CC9", title: "Risk mitigation" }
  - { id: "A1", title: "Availability" }
  - { id: "C1", title: "Confidentiality" }
  - { id: "PI1", title: "Processing integrity" }
  - { id: "P1", title: "Privacy: notice" }
  - { id: "P2", title: "Privacy: choice and consent" }
  - { id: "P3", title: "Privacy: collection" }
  - { id: "P4", title: "Privacy: use, retention, disposal" }
  - { id: "P5", title: "Privacy: access" }
  - { id: "P6", title: "Privacy: disclosure and notification" }
  - { id: "P7", title: "Privacy: quality" }
  - { id: "P8", title: "Privacy: monitoring and enforcement" }
requirements:
  - { id: "CC1.1", title: "Integrity and ethical values are lived and enforced" }
  - { id: "CC1.2", title: "Board oversight independent of management" }
  - { id: "CC1.3", title: "Structures, reporting lines and authority set" }
  - { id: "CC1.4", title: "Competent people hired, developed and kept" }
  - { id: "CC1.5", title: "People answer for their control duties" }
  - { id: "CC2.1", title: "Good-quality information feeds the controls" }
  - { id: "CC2.2", title: "Objectives and control duties communicated inside" }
  - { id: "CC2.3", title: "Commitments and control matters communicated to outside parties" }
  - { id: "CC3.1", title: "Objectives clear enough to assess risk against" }
  - { id: "CC3.2", title: "Risks identified and analysed" }
  - { id: "CC3.3", title: "Fraud potential considered" }
  - { id: "CC3.4", title: "Significant changes identified and assessed" }
  - { id: "CC4.1", title: "Ongoing or separate evaluations of controls" }
  - { id: "CC4.2", title: "Deficiencies reported and followed up" }
  - { id: "CC5.1", title: "Control activities chosen to mitigate risk" }
  - { id: "CC5.2", title: "Technology general controls chosen and built" }
  - { id: "CC5.3", title: "Controls deployed through policy and procedure" }
  - { id: "CC6.1", title: "Logical access protections over information assets (incl. encryption, keys)" }
  - { id: "CC6.2", title: "Users registered and authorised before credentials; removed when no longer entitled" }
  - { id: "CC6.3", title: "Role-based, least-privilege access granted, changed and removed" }
  - { id: "CC6.4", title: "Physical access restricted" }
  - { id: "CC6.5", title: "Assets stay protected until data is made unrecoverable" }
  - { id: "CC6.6", title: "Boundary protection against outside threats" }
  - { id: "CC6.7", title: "Data transmission, movement and removal restricted and protected" }
  - { id: "CC6.8", title: "Unauthorised or malicious software prevented or detected" }
  - { id: "CC7.1", title: "Configuration changes and new vulnerabilities detected" }
  - { id: "CC7.2", title: "Components monitored for anomalies" }
  - { id: "CC7.3", title: "Security events evaluated to decide if incidents" }
  - { id: "CC7.4", title: "Incident response programme executed" }
  - { id: "CC7.5", title: "Recovery from incidents" }
  - { id: "CC8.1", title: "Changes authorised, designed, tested, approved and implemented" }
  - { id: "CC9.1", title: "Mitigation of business-disruption risk" }
  - { id: "CC9.2", title: "Vendor and business-partner risk managed" }
  - { id: "A1.1", title: "Capacity monitored and managed" }
  - { id: "A1.2", title: "Environmental protections, backup and recovery infrastructure" }
  - { id: "A1.3", title: "Recovery procedures tested" }
  - { id: "C1.1", title: "Confidential information identified and kept protected" }
  - { id: "C1.2", title: "Confidential information disposed of" }
  - { id: "PI1.1", title: "Processing specifications and quality information defined" }
  - { id: "PI1.2", title: "Inputs complete and accurate" }
  - { id: "PI1.3", title: "Processing controlled" }
  - { id: "PI1.4", title: "Outputs complete, accurate, timely" }
  - { id: "PI1.5", title: "Stored inputs, items in process and outputs protected" }
  - { id: "P1.1", title: "Privacy notice given and kept current" }
  - { id: "P2.1", title: "Choices offered and consent obtained" }
  - { id: "P3.1", title: "Collection limited to stated objectives" }
  - { id: "P3.2", title: "Explicit consent obtained where needed" }
  - { id: "P4.1", title: "Use limited to stated purposes" }
  - { id: "P4.2", title: "Retention limited" }
  - { id: "P4.3", title: "Secure disposal of personal information" }
  - { id: "P5.1", title: "Data subject access" }
  - { id: "P5.2", title: "Data subject correction" }
  - { id: "P6.1", title: "Disclosure to third parties with consent" }
  - { id: "P6.2", title: "Record of authorised disclosures" }
  - { id: "P6.3", title: "Record of unauthorised disclosures (breaches)" }
  - { id: "P6.4", title: "Privacy commitments obtained from vendors" }
  - { id: "P6.5", title: "Vendors commit to report unauthorised disclosures" }
  - { id: "P6.6", title: "Breach notification to subjects, regulators and others" }
  - { id: "P6.7", title: "Accounting of personal information held and disclosed on request" }
  - { id: "P7.1", title: "Personal information accurate and complete" }
  - { id: "P8.1", title: "Complaints handled and privacy compliance monitored" }

"""###,
    "Policies/frameworks/ssdf.yaml": ###"""
id: ssdf
name: "NIST SSDF (SP 800-218)"
version: "1.1"
publisher: "NIST"
source: "NIST SP 800-218"
groups:
  - { id: "PO", title: "Prepare the organization" }
  - { id: "PS", title: "Protect the software" }
  - { id: "PW", title: "Produce well-secured software" }
  - { id: "RV", title: "Respond to vulnerabilities" }
requirements:
  - { id: "PO.1.1", title: "Identify and document all security requirements for the organization’s software development infrastructures and processes, and maintain the requirements over time." }
  - { id: "PO.1.2", title: "Identify and document all security requirements for organization-developed software to meet, and maintain the requirements over time." }
  - { id: "PO.1.3", title: "Communicate requirements to all third parties who will provide commercial software components to the organization for reuse by the organization’s own software. [Formerly PW.3.1]" }
  - { id: "PO.2.1", title: "Create new roles and alter responsibilities for existing roles as needed to encompass all parts of the SDLC. Periodically review and maintain the defined roles and responsibilities, updating them as needed." }
  - { id: "PO.2.2", title: "Provide role-based training for all personnel with responsibilities that contribute to secure development. Periodically review personnel proficiency and role-based training, and update the training as needed." }
  - { id: "PO.2.3", title: "Obtain upper management or authorizing official commitment to secure development, and convey that commitment to all with development-related roles and responsibilities." }
  - { id: "PO.3.1", title: "Specify which tools or tool types must or should be included in each toolchain to mitigate identified risks, as well as how the toolchain components are to be integrated with each other." }
  - { id: "PO.3.2", title: "Follow recommended security practices to deploy, operate, and maintain tools and toolchains." }
  - { id: "PO.3.3", title: "Configure tools to generate artifacts of their support of secure software development practices as defined by the organization." }
  - { id: "PO.4.1", title: "Define criteria for software security checks and track throughout the SDLC." }
  - { id: "PO.4.2", title: "Implement processes, mechanisms, etc. to gather and safeguard the necessary information in support of the criteria." }
  - { id: "PO.5.1", title: "Separate and protect each environment involved in software development." }
  - { id: "PO.5.2", title: "Secure and harden development endpoints (i.e., endpoints for software designers, developers, testers, builders, etc.) to perform development-related tasks using a risk-based approach." }
  - { id: "PS.1.1", title: "Store all forms of code – including source code, executable code, and configuration-as-code – based on the principle of least privilege so that only authorized personnel, tools, services, etc. have access." }
  - { id: "PS.2.1", title: "Make software integrity verification information available to software acquirers." }
  - { id: "PS.3.1", title: "Securely archive the necessary files and supporting data (e.g., integrity verification information, provenance data) to be retained for each software release." }
  - { id: "PS.3.2", title: "Collect, safeguard, maintain, and share provenance data for all components of each software release (e.g., in a software bill of materials [SBOM])." }
  - { id: "PW.1.1", title: "Use forms of risk modeling – such as threat modeling, attack modeling, or attack surface mapping – to help assess the security risk for the software." }
  - { id: "PW.1.2", title: "Track and maintain the software’s security requirements, risks, and design decisions." }
  - { id: "PW.1.3", title: "Where appropriate, build in support for using standardized security features and services (e.g., enabling software to integrate with existing log management, identity management, access control, and vulnerability management systems) instead" }
  - { id: "PW.2.1", title: "Have 1) a qualified person (or people) who were not involved with the design and/or 2) automated processes instantiated in the toolchain review the software design to confirm and enforce that it meets all of the security requirements and sa" }
  - { id: "PW.4.1", title: "Acquire and maintain well-secured software components (e.g., software libraries, modules, middleware, frameworks) from commercial, open-source, and other third-party developers for use by the organization’s software." }
  - { id: "PW.4.2", title: "Create and maintain well-secured software components in-house following SDLC processes to meet common internal software development needs that cannot be better met by third-party software components." }
  - { id: "PW.4.4", title: "Verify that acquired commercial, open-source, and all other third-party software components comply with the requirements, as defined by the organization, throughout their life cycles." }
  - { id: "PW.5.1", title: "Follow all secure coding practices that are appropriate to the development languages and environment to meet the organization’s requirements." }
  - { id: "PW.6.1", title: "Use compiler, interpreter, and build tools that offer features to improve executable security." }
  - { id: "PW.6.2", title: "Determine which compiler, interpreter, and build tool features should be used and how each should be configured, then implement and use the approved configurations." }
  - { id: "PW.7.1", title: "Determine whether code review (a person looks directly at the code to find issues) and/or code analysis (tools are used to find issues in code, either in a fully automated way or in conjunction with a person) should be used, as defined by t" }
  - { id: "PW.7.2", title: "Perform the code review and/or code analysis based on the organization’s secure coding standards, and record and triage all discovered issues and recommended remediations in the development team’s workflow or issue tracking system." }
  - { id: "PW.8.1", title: "Determine whether executable code testing should be performed to find vulnerabilities not identified by previous reviews, analysis, or testing and, if so, which types of testing should be used." }
  - { id: "PW.8.2", title: "Scope the testing, design the tests, perform the testing, and document the results, including recording and triaging all discovered issues and recommended remediations in the development team’s workflow or issue tracking system." }
  - { id: "PW.9.1", title: "Define a secure baseline by determining how to configure each setting that has an effect on security or a security-related setting so that the default settings are secure and do not weaken the security functions provided by the platform, ne" }
  - { id: "PW.9.2", title: "Implement the default settings (or groups of default settings, if applicable), and document each setting for software administrators." }
  - { id: "RV.1.1", title: "Gather information from software acquirers, users, and public sources on potential vulnerabilities in the software and third-party components that the software uses, and investigate all credible reports." }
  - { id: "RV.1.2", title: "Review, analyze, and/or test the software’s code to identify or confirm the presence of previously undetected vulnerabilities." }
  - { id: "RV.1.3", title: "Have a policy that addresses vulnerability disclosure and remediation, and implement the roles, responsibilities, and processes needed to support that policy." }
  - { id: "RV.2.1", title: "Analyze each vulnerability to gather sufficient information about risk to plan its remediation or other risk response." }
  - { id: "RV.2.2", title: "Plan and implement risk responses for vulnerabilities." }
  - { id: "RV.3.1", title: "Analyze identified vulnerabilities to determine their root causes." }
  - { id: "RV.3.2", title: "Analyze the root causes over time to identify patterns, such as a particular secure coding practice not being followed consistently." }
  - { id: "RV.3.3", title: "Review the software for similar vulnerabilities to eradicate a class of vulnerabilities, and proactively fix them rather than waiting for external reports." }
  - { id: "RV.3.4", title: "Review the SDLC process, and update it if appropriate to prevent (or reduce the likelihood of) the root cause recurring in updates to the software or in new software that is created." }

"""###,
    "Policies/frameworks/ukgdpr.yaml": ###"""
id: ukgdpr
name: "UK GDPR"
version: "as amended by the Data (Use and Access) Act 2025"
publisher: "United Kingdom"
source: "legislation.gov.uk, numbered as the EU GDPR"
law: true
nested: true
requirements:
  - { id: "1", title: "Subject and aims" }
  - { id: "2", title: "Material scope" }
  - { id: "3", title: "Territorial scope" }
  - { id: "4", title: "Definitions" }
  - { id: "5", title: "Principles" }
  - { id: "5(1)(a)", title: "Lawful, fair, transparent" }
  - { id: "5(1)(b)", title: "Purpose limitation" }
  - { id: "5(1)(c)", title: "Data minimisation" }
  - { id: "5(1)(d)", title: "Accuracy" }
  - { id: "5(1)(e)", title: "Storage limitation" }
  - { id: "5(1)(f)", title: "Integrity and confidentiality" }
  - { id: "5(2)", title: "Accountability" }
  - { id: "6", title: "Lawful bases" }
  - { id: "7", title: "Conditions for consent" }
  - { id: "8", title: "Child's consent" }
  - { id: "9", title: "Special categories" }
  - { id: "10", title: "Criminal data" }
  - { id: "11", title: "No identification needed" }
  - { id: "12", title: "Clear information and handling of requests (one month)" }
  - { id: "13", title: "Notice when collected from the person" }
  - { id: "14", title: "Notice when collected elsewhere" }
  - { id: "15", title: "Right of access" }
  - { id: "16", title: "Rectification" }
  - { id: "17", title: "Erasure" }
  - { id: "18", title: "Restriction" }
  - { id: "19", title: "Telling recipients" }
  - { id: "20", title: "Portability" }
  - { id: "21", title: "Objection" }
  - { id: "22", title: "Automated decisions" }
  - { id: "23", title: "Restrictions by law" }
  - { id: "24", title: "Controller responsibility" }
  - { id: "25", title: "Protection by design and default" }
  - { id: "25(1)", title: "By design" }
  - { id: "25(2)", title: "By default" }
  - { id: "26", title: "Joint controllers" }
  - { id: "27", title: "EU representative" }
  - { id: "28", title: "Processors" }
  - { id: "28(1)", title: "Only processors with sufficient guarantees" }
  - { id: "28(2)", title: "Authorisation of sub-processors and notice of changes" }
  - { id: "28(3)", title: "Processor contract (DPA)" }
  - { id: "28(3)(a)", title: "Documented instructions" }
  - { id: "28(3)(b)", title: "Confidentiality of staff" }
  - { id: "28(3)(c)", title: "Article 32 measures" }
  - { id: "28(3)(d)", title: "Sub-processor conditions" }
  - { id: "28(3)(e)", title: "Help with requests" }
  - { id: "28(3)(f)", title: "Help with security, breach, DPIA" }
  - { id: "28(3)(g)", title: "Delete or return at end" }
  - { id: "28(3)(h)", title: "Information and audits" }
  - { id: "28(4)", title: "Same duties on sub-processors" }
  - { id: "29", title: "Processing only on instructions" }
  - { id: "30", title: "Records of processing" }
  - { id: "31", title: "Cooperation with authority" }
  - { id: "32", title: "Security of processing" }
  - { id: "32(1)(a)", title: "Pseudonymisation and encryption" }
  - { id: "32(1)(b)", title: "Confidentiality, integrity, availability, resilience" }
  - { id: "32(1)(c)", title: "Timely restore" }
  - { id: "32(1)(d)", title: "Regular testing of measures" }
  - { id: "32(2)", title: "Risk-based level" }
  - { id: "32(3)", title: "Codes and certification as element" }
  - { id: "32(4)", title: "Staff act on instructions" }
  - { id: "33", title: "Breach notice to authority" }
  - { id: "33(1)", title: "Within 72 hours of becoming aware" }
  - { id: "33(2)", title: "Processor tells controller without undue delay" }
  - { id: "33(3)", title: "Content of notice" }
  - { id: "33(4)", title: "Information in phases" }
  - { id: "33(5)", title: "Breach record" }
  - { id: "34", title: "Breach notice to individuals" }
  - { id: "35", title: "Impact assessment" }
  - { id: "36", title: "Prior consultation" }
  - { id: "37", title: "DPO named" }
  - { id: "38", title: "DPO position" }
  - { id: "39", title: "DPO tasks" }
  - { id: "40", title: "Codes of conduct" }
  - { id: "42", title: "Certification" }
  - { id: "44", title: "Transfers: principle" }
  - { id: "45", title: "Adequacy" }
  - { id: "46", title: "Safeguards (SCCs)" }
  - { id: "47", title: "Binding corporate rules" }
  - { id: "48", title: "Foreign orders" }
  - { id: "49", title: "Derogations" }
  - { id: "50", title: "International cooperation" }
  - { id: "77", title: "Complaint" }
  - { id: "79", title: "Judicial remedy" }
  - { id: "82", title: "Liability" }
  - { id: "83", title: "Fines" }

"""###,
    "Policies/packs/audit-trail.yaml": ###"""
pack: audit-trail
title: Audit trail
summary: >-
  Audit records that the application can add and cannot change, by what the database's migrations
  grant, and the kinds of events that are recorded.

parameters:
  target:
    summary: Name of the declared repository.
  migration:
    summary: The migration that creates and closes the audit table.
  migrations:
    default: migrations/*.sql
    summary: All migrations of the database.
  table:
    default: audit_events
    summary: Name of the table.
  role:
    default: app
    summary: The database role under which the application runs.
  catalogue:
    default: app/audit/events.yaml
    summary: "The list of audited events, each with its class and fields: events: [{ name, class, fields }]."
  classes:
    default: [authentication, access, approval, export, billing, integration]
    summary: The classes that events may have.

controls:
  - id: audit.append-only
    title: The application cannot change audit records
    statement: >-
      The database lets the application add audit records and refuses to let it change, delete or
      truncate them.
    severity: high
    topic: Audit trail
    rationale: Who breaks into the application cannot wipe the traces with the application's rights.
    fix: "Revoke UPDATE, DELETE and TRUNCATE on {table} from {role}, and let a trigger refuse them."
    topics: [audit-log-append-only]
    maps-to:
      soc2: [CC7.2, CC6.1]
      iso27001: [A.8.15, A.5.33]
      cis8: ["8.1"]
      pci4: ["10.3.2", "10.3.4"]
      gdpr: ["5(1)(f)", "5(2)"]
      ccm41: [LOG-02, LOG-10]
    checks:
      - file:
          target: "{target}"
          path: "{migration}"
          contains:
            - "(?im)^\\s*REVOKE\\s+UPDATE,\\s*DELETE,\\s*TRUNCATE\\s+ON\\s+(?:TABLE\\s+)?{table}\\s+FROM\\s+{role};"
            - "(?is)CREATE\\s+TRIGGER\\s+\\w+\\s+BEFORE\\s+UPDATE\\s+OR\\s+DELETE\\s+ON\\s+{table}\\b"
      - file:
          target: "{target}"
          path: "{migrations}"
          lacks:
            - "(?i)\\bGRANT\\s+[^;]*\\b(?:ALL|UPDATE|DELETE|TRUNCATE)\\b[^;]*\\bON\\s+[^;]*(?:\\b{table}\\b|\\bALL\\s+TABLES\\b)[^;]*\\bTO\\s+[^;]*\\b{role}\\b"
            - "(?i)\\bDROP\\s+TRIGGER\\s+[^;]*\\bON\\s+{table}\\b"
            - "(?i)\\bALTER\\s+TABLE\\s+[^;]*\\b{table}\\s+(?:DISABLE\\s+TRIGGER|OWNER\\s+TO\\s+{role}\\b)"

  - id: audit.coverage
    title: What an audit record says
    statement: >-
      Every audited event says who did what, when and to which object, and belongs to one of these
      classes: {classes}.
    severity: medium
    topic: Audit trail
    fix: "Give the events named in {catalogue} their class, and the fields actor, at and object."
    topics: [audit-log-coverage, audit-log-content]
    maps-to:
      soc2: [CC7.2, CC7.3]
      iso27001: [A.8.15]
      mvsp: ["2.7"]
      cis8: ["8.2", "8.5", "3.14"]
      pci4: ["10.2.1", "10.2.2"]
      gdpr: ["5(2)", "32(1)(b)"]
      ccm41: [LOG-07, LOG-09, LOG-12]
    checks:
      - config:
          target: "{target}"
          files: "{catalogue}"
          each: events[*]
          assert:
            - { path: class, one-of: "{classes}" }
            - { path: fields, contains: actor }
            - { path: fields, contains: at }
            - { path: fields, contains: object }

  - id: audit.administrators
    title: Who can still change audit records
    kind: limitation
    statement: >-
      Administrators of the database can change audit records; the restriction binds the application.
    topic: Audit trail
    answers-no: [audit-log-append-only]

  - id: audit.scope
    title: How the audit trail is measured
    kind: limitation
    statement: >-
      The audit trail is judged by the database's migrations and the list of events, and not by trying
      to change a record in production.
    topic: Audit trail

"""###,
    "Policies/packs/authentication.yaml": ###"""
pack: authentication
title: Authentication
summary: >-
  Tokens of an identity provider that are checked against one algorithm and the provider's current
  keys, on every operation that is not declared public; for products in Python that use PyJWT.

parameters:
  target:
    summary: Name of the declared repository.
  verifier:
    summary: The source file that verifies tokens.
  sources:
    default: app/**/*.py
    summary: All source files that could verify a token.
  algorithm:
    default: RS256
    summary: The only signature algorithm that is accepted.
  settings:
    default: app/settings.toml
    summary: The settings of the product.
  keys-path:
    default: auth.jwks_lifetime
    summary: Where the settings hold how long fetched keys are used.
  keys-within:
    default: 1h
    summary: After how long keys are fetched again at the latest.
  interface:
    default: docs/openapi.yaml
    summary: Description of the product's interface (OpenAPI).

controls:
  - id: auth.token-algorithm
    title: One algorithm for tokens
    statement: Session tokens are accepted only when their {algorithm} signature verifies.
    severity: critical
    topic: Access
    rationale: A verifier that lets the token choose its algorithm accepts forged tokens.
    fix: "Name {algorithm} alone where tokens are verified, and let nothing turn the verification off."
    topics: [token-verification]
    maps-to:
      soc2: [CC6.1]
      iso27001: [A.8.5, A.8.3]
      cis8: ["16.11", "6.6"]
      pci4: ["8.3.1"]
      gdpr: ["32(1)(b)"]
      ccm41: [IAM-13, IAM-15]
    checks:
      - file:
          target: "{target}"
          path: "{verifier}"
          contains:
            - "algorithms=\\[\"{algorithm}\"\\]"
            - "\"require\": \\[[^\\]]*\"exp\""
      - file:
          target: "{target}"
          path: "{sources}"
          lacks:
            - "[\"']verify_(?:signature|exp|aud|iss)[\"']\\s*:\\s*False"
            - "algorithms\\s*=\\s*\\[[^\\]]*[\"'](?:none|HS\\d+)[\"']"

  - id: auth.signing-keys
    title: Keys are those of today
    statement: >-
      Tokens are verified with the identity provider's published keys, looked up by key identifier and
      fetched again after {keys-within} at the latest, so that a rotated key counts at once.
    severity: high
    topic: Access
    fix: "Fetch keys by identifier, and set {keys-path} in {settings} to {keys-within} or less."
    topics: [token-verification]
    maps-to:
      soc2: [CC6.1]
      iso27001: [A.8.24]
      cis8: ["3.11"]
      pci4: ["3.7.4", "3.7.5"]
      gdpr: ["32(1)(a)"]
      ccm41: [CEK-12, CEK-10]
    checks:
      - file: { target: "{target}", path: "{verifier}", contains: ["get_signing_key_from_jwt\\("] }
      - config:
          target: "{target}"
          files: "{settings}"
          assert: [{ path: "{keys-path}", at-most: "{keys-within}" }]

  - id: auth.every-operation
    title: Every operation asks who you are
    statement: >-
      The interface's description asks for a valid token on every operation, except those that are listed as
      public with a reason.
    severity: critical
    topic: Access
    fix: "Protect the operations named in {interface}, or give the reason as x-public-because."
    topics: [token-verification]
    maps-to:
      soc2: [CC6.1]
      iso27001: [A.8.5, A.8.3]
      cis8: ["16.11", "6.6"]
      pci4: ["8.3.1"]
      gdpr: ["32(1)(b)"]
      ccm41: [IAM-13, IAM-15]
    checks:
      - config:
          target: "{target}"
          files: "{interface}"
          assert:
            - { path: security, type: list }
            - { path: security, length-at-least: 1 }
      - config:
          target: "{target}"
          files: "{interface}"
          each: paths[*][*]
          where: [{ path: security, present: true }]
          minimum-subjects: 0
          assert:
            - any-of:
                - { path: x-public-because, length-at-least: 10 }
                - { path: security, length-at-least: 1 }

  - id: auth.roles
    title: Every operation asks what you may do
    statement: >-
      The interface's description names the permission that each protected operation needs, and decides it
      within the caller's own organization.
    severity: critical
    topic: Access
    fix: "Give the operations named their x-permission in {interface} and in the code."
    topics: [rbac]
    maps-to:
      soc2: [CC6.3]
      iso27001: [A.5.15, A.5.18, A.8.3]
      mvsp: ["4.2"]
      cis8: ["6.8", "3.3"]
      pci4: ["7.2.1", "7.2.2", "7.3.2"]
      gdpr: ["32(1)(b)", "25(2)"]
      ccm41: [IAM-15, IAM-05]
    checks:
      - config:
          target: "{target}"
          files: "{interface}"
          each: paths[*][*]
          where: [{ path: x-public-because, absent: true }]
          assert:
            - { path: x-permission, matches: "^[a-z]+:[a-z]+$" }
            - { path: x-scope, is: organization }

  - id: auth.scope
    title: How authentication is measured
    kind: limitation
    statement: >-
      Authentication is judged by source code, settings and the interface's description, and not by
      showing forged tokens to the running product.
    topic: Access

"""###,
    "Policies/packs/backups.yaml": ###"""
pack: backups
title: Backups
summary: >-
  A backup before every deployment, its encryption and its end, restores that were really tried, and
  the runbook for them.

parameters:
  target:
    summary: Name of the declared repository.
  workflow:
    default: .github/workflows/deploy.yml
    summary: The workflow that deploys.
  backup-job:
    default: backup
    summary: The job that makes the backup.
  deploy-job:
    default: deploy
    summary: The job that deploys to production.
  deployments:
    default: deployments
    summary: Register of deployments, with backup_finished_at and deployed_at.
  before:
    default: 2h
    summary: How long before the deployment its backup may have ended at most.
  export:
    default: deploy/exports/buckets.json
    summary: Export of the buckets' settings, as the pack file-storage reads it, with "lifecycle".
  bucket:
    summary: Name of the bucket that holds the backups.
  algorithm:
    default: AES256
    summary: The algorithm that the bucket must report.
  keep-days:
    default: 35
    summary: After how many days the storage service deletes a backup.
  restores:
    default: restore-tests
    summary: Register of restore tests, with tested_on, started_at, finished_at and result.
  restore-every:
    default: 100d
    summary: The longest time between two restore tests.
  restore-within:
    default: 4h
    summary: The longest time that a restore test may have taken.
  runbook:
    default: docs/runbook.md
    summary: The operational runbook.
  runbook-sections:
    default: [Backup retention, Restore test]
    summary: Headings that the runbook must have.
  runbook-within:
    default: 365d
    summary: How recently the runbook must have been changed.

controls:
  - id: backup.before-deployment
    title: A backup before every deployment
    statement: >-
      The pipeline backs the database up before it deploys to production, at most {before} earlier, and
      does not deploy when that fails.
    severity: high
    topic: Backups
    fix: "Let {deploy-job} need {backup-job}, and record backup_finished_at for the deployments named."
    topics: [backup-schedule]
    maps-to:
      soc2: [A1.2]
      iso27001: [A.8.13]
      mvsp: ["4.4"]
      cis8: ["11.2", "11.1"]
      pci4: ["9.4.1.1"]
      gdpr: ["32(1)(b)", "32(1)(c)", "5(1)(e)"]
      ccm41: [BCR-08]
    checks:
      - config:
          target: "{target}"
          files: "{workflow}"
          assert:
            - { path: "jobs.{deploy-job}.needs", contains: "{backup-job}" }
            - { path: "jobs.{backup-job}.steps[*].run", for: any, matches: "\\bpg_dump\\b|\\bbackup\\b" }
            - any-of:
                - { path: "jobs.{backup-job}.continue-on-error", absent: true }
                - { path: "jobs.{backup-job}.continue-on-error", is: false }
      - records:
          register: "{deployments}"
          from: backup_finished_at
          to: deployed_at
          within: "{before}"
          filled: [backup_finished_at, backup_object]

  - id: backup.encrypted
    title: Backups are encrypted
    statement: >-
      Backups lie in a bucket of their own that the storage service encrypts at rest; it reports
      {algorithm}.
    severity: high
    topic: Backups
    fix: "Set the default encryption of {bucket}, and export the settings anew."
    topics: [backup-encrypted]
    maps-to:
      soc2: [CC6.1, A1.2]
      iso27001: [A.8.13, A.8.24]
      mvsp: ["4.4"]
      cis8: ["11.3"]
      pci4: ["9.4.1.1"]
      gdpr: ["32(1)(a)", "32(1)(c)"]
      ccm41: [BCR-08, CEK-03]
    checks:
      - config:
          target: "{target}"
          files: "{export}"
          each: buckets[*]
          where: [{ path: name, is: "{bucket}" }]
          assert:
            - path: encryption.ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.SSEAlgorithm
              is: "{algorithm}"

  - id: backup.expiry
    title: Backups end
    statement: >-
      The storage service deletes a backup {keep-days} days after it was made, and with it what was
      deleted in the product since.
    severity: medium
    topic: Backups
    fix: "Set a lifecycle rule of {keep-days} days on {bucket}, and export the settings anew."
    topics: [backup-retention]
    maps-to:
      soc2: [C1.2, P4.2]
      iso27001: [A.5.33, A.8.10]
      cis8: ["3.4", "3.1"]
      pci4: ["3.2.1"]
      gdpr: ["5(1)(e)", "13"]
      ccm41: [DSP-16]
    checks:
      - config:
          target: "{target}"
          files: "{export}"
          each: buckets[*]
          where: [{ path: name, is: "{bucket}" }]
          assert:
            - { path: "lifecycle.Rules[0].Status", is: Enabled }
            - { path: "lifecycle.Rules[0].Expiration.Days", is: "{keep-days}" }

  - id: backup.restore-tested
    title: Restores are tried
    kind: commitment
    statement: >-
      A backup is restored to an empty database every {restore-every}, and the data is compared.
    severity: high
    topic: Backups
    rationale: A backup that was never restored is a hope.
    fix: "Restore the newest backup, and record it in {restores}."
    topics: [restore-test]
    maps-to:
      soc2: [A1.3, CC7.5]
      iso27001: [A.8.13, A.5.30]
      mvsp: ["4.4"]
      cis8: ["11.5"]
      gdpr: ["32(1)(c)", "32(1)(d)"]
      ccm41: [BCR-08, BCR-10]
    checks:
      - records:
          register: "{restores}"
          at: tested_on
          every: "{restore-every}"
          require: { result: passed }

  - id: backup.restore-time
    title: How long a restore took
    statement: Every restore that was tried ended within {restore-within}.
    severity: medium
    topic: Backups
    fix: Find out why the restores named took longer, or promise a longer time.
    maps-to:
      soc2: [A1.3, CC7.5]
      iso27001: [A.8.13, A.5.30]
      mvsp: ["4.4"]
      cis8: ["11.5"]
      gdpr: ["32(1)(c)", "32(1)(d)"]
      ccm41: [BCR-08, BCR-10]
    checks:
      - records:
          register: "{restores}"
          from: started_at
          to: finished_at
          within: "{restore-within}"

  - id: backup.runbook
    title: The runbook covers backups
    statement: >-
      The operational runbook has sections on {runbook-sections} and was revised within the last
      {runbook-within}.
    severity: low
    topic: Backups
    fix: "Go through {runbook} with the people who use it, and commit what changed."
    maps-to:
      soc2: [A1.2]
      iso27001: [A.8.13]
      mvsp: ["4.4"]
      cis8: ["11.2", "11.1"]
      pci4: ["9.4.1.1"]
      gdpr: ["32(1)(b)", "32(1)(c)", "5(1)(e)"]
      ccm41: [BCR-08]
    checks:
      - file:
          target: "{target}"
          path: "{runbook}"
          sections: "{runbook-sections}"
          changed-within: "{runbook-within}"

"""###,
    "Policies/packs/cloud.yaml": ###"""
pack: cloud
title: Cloud infrastructure
summary: >-
  What Terraform, CloudFormation, plans, states and exports say of stored data, backups, open networks,
  rights and logs; one control over all of them, and a difference between two of them is a finding.

parameters:
  target:
    summary: Name of the declared repository or folder.
  files:
    default: "**"
    summary: Which files describe the infrastructure, with plans, states and exports of the provider.
  retention:
    default: 7d
    summary: The shortest time that backups of databases are kept.
  log-retention:
    default: 90d
    summary: The shortest time that log entries are kept.
  regions:
    summary: Names or globs of the regions in which data may lie, such as eu-*.
  minimum:
    default: "1.2"
    summary: The oldest version of TLS that load balancers, content networks and databases take.

controls:
  - id: cloud.encryption
    title: Stored data is encrypted
    statement: >-
      Every database, bucket, volume and queue of the infrastructure is encrypted at rest.
    severity: high
    topic: Encryption
    rationale: A copied disk or a lost backup then shows nothing.
    fix: Switch encryption on in the block named, and apply it.
    maps-to:
      soc2: [CC6.1]
      iso27001: [A.8.24]
      mvsp: ["2.8"]
      cis8: ["3.11"]
      pci4: ["3.5.1"]
      gdpr: ["32(1)(a)"]
      ccm41: [CEK-03, CEK-04, DSP-17]
    checks:
      - encrypted-at-rest: { target: "{target}", files: "{files}" }

  - id: cloud.backups
    title: Databases are backed up
    statement: Backups of every database are made by themselves and kept for at least {retention}.
    severity: high
    topic: Backups
    rationale: Without a backup, one wrong command ends the service.
    fix: Set the retention of the database named to {retention} or more.
    maps-to:
      cis8: ["11.2"]
      gdpr: ["32(1)(b)"]
    checks:
      - backups: { target: "{target}", files: "{files}", retention: "{retention}" }

  - id: cloud.closed
    title: Nothing is open by mistake
    statement: >-
      No bucket, database or queue of the infrastructure lets the public in, and no firewall opens more
      than the web to it.
    severity: critical
    topic: Access
    rationale: What the whole internet reaches needs no break-in.
    fix: Name the networks and people that may.
    maps-to:
      soc2: [CC6.1, CC6.3]
      iso27001: [A.5.15, A.8.2]
      mvsp: ["4.2"]
      cis8: ["5.4", "6.8"]
      pci4: ["7.2.2", "7.2.5"]
      gdpr: ["25(2)", "32(4)"]
      ccm41: [IAM-05]
    checks:
      - public-access: { target: "{target}", files: "{files}" }

  - id: cloud.transport
    title: Connections are encrypted
    statement: >-
      Load balancers, content networks and databases of the infrastructure take no connection without
      TLS and none below TLS {minimum}.
    severity: high
    topic: Encryption
    fix: Choose a policy of TLS {minimum} or newer for what is named.
    maps-to:
      soc2: [CC6.7]
      iso27001: [A.8.24]
      gdpr: ["32(1)(a)"]
    checks:
      - tls-config: { target: "{target}", files: "{files}", minimum: "{minimum}" }

  - id: cloud.rights
    title: Nobody may do everything
    statement: No policy of the infrastructure grants every action, or any action on everything.
    severity: high
    topic: Access
    fix: Name the actions and resources that are needed.
    maps-to:
      soc2: [CC6.1, CC6.3]
      iso27001: [A.5.15, A.8.2]
      cis8: ["5.4", "6.8"]
      pci4: ["7.2.2", "7.2.5"]
      ccm41: [IAM-05]
    checks:
      - identity: { target: "{target}", files: "{files}" }

  - id: cloud.logs
    title: Logs are kept
    statement: Log entries are kept for at least {log-retention}.
    severity: medium
    topic: Audit trail
    fix: Set the retention of the log group named.
    maps-to:
      soc2: [CC7.2]
      iso27001: [A.8.15]
      cis8: ["8.1"]
      ccm41: [LOG-02]
    checks:
      - log-retention: { target: "{target}", files: "{files}", at-least: "{log-retention}" }

  - id: cloud.regions
    title: Data stays in its regions
    statement: "Data is stored in these regions alone: {regions}."
    severity: high
    topic: Data
    fix: Move what is named into a region that is allowed.
    maps-to:
      gdpr: ["25(2)"]
    checks:
      - residency: { target: "{target}", files: "{files}", regions: "{regions}" }

"""###,
    "Policies/packs/containers.yaml": ###"""
pack: containers
title: Containers
summary: >-
  How containers run, by Kubernetes manifests, compose files, Dockerfiles and task definitions.

parameters:
  target:
    summary: Name of the declared repository or folder.
  files:
    default: "**"
    summary: Which files say how containers run.
  image:
    default: digest
    summary: How images must be named, as the check containers has it.

controls:
  - id: containers.rights
    title: Containers can do little beside their work
    statement: >-
      Containers run without root rights and without privileges, cannot gain any, and see neither the
      file system nor the network of their host.
    severity: high
    topic: Development
    rationale: Who breaks out of the application then still stands in a container with nothing in it.
    fix: Set what is named in the container's security context.
    maps-to:
      soc2: [CC6.1]
      iso27001: [A.8.2]
      cis8: ["5.4"]
    checks:
      - containers:
          target: "{target}"
          files: "{files}"
          image: any
          limits: []
          health-check: false

  - id: containers.images
    title: Images are pinned
    statement: Every image that is not built here is named so that it cannot change unnoticed.
    severity: medium
    topic: Development
    fix: Name the image by its digest.
    maps-to:
      soc2: [CC8.1]
      iso27001: [A.8.28]
    checks:
      - containers:
          target: "{target}"
          files: "{files}"
          image: "{image}"
          non-root: false
          unprivileged: false
          no-escalation: false
          drop-capabilities: []
          read-only-root: false
          limits: []
          no-secrets: false
          no-host-namespaces: false
          no-host-paths: false
          seccomp: false
          health-check: false

"""###,
    "Policies/packs/data-lifecycle.yaml": ###"""
pack: data-lifecycle
title: Data lifecycle
summary: How long customer data is kept, that customers can delete it, and that deletion is done and not marked.

parameters:
  target:
    summary: Name of the declared repository.
  settings:
    default: app/settings.toml
    summary: The settings of the product that say how long data is kept.
  retention-path:
    default: retention.free.days
    summary: Where the settings hold the days of the plan without a contract.
  plan:
    default: free
    summary: What that plan is called.
  retention-days:
    default: 7
    summary: How many days its records are kept.
  interface:
    default: docs/openapi.yaml
    summary: Description of the product's interface (OpenAPI).
  delete-one:
    default: "/api/jobs/{id}"
    summary: Path whose DELETE removes one record.
  delete-all:
    default: /api/jobs
    summary: Path whose DELETE removes all records.
  deletions:
    default: deletions
    summary: Register of deletions, with requested_at and removed_at.
  delete-within:
    default: 24h
    summary: How soon deleted data is gone from active storage.
  migrations:
    default: migrations/*.sql
    summary: The database's migrations.

controls:
  - id: retention.plan
    title: How long records are kept without a contract
    statement: Records of the {plan} plan are kept for {retention-days} days and then deleted.
    severity: high
    topic: Retention and deletion
    fix: "Set {retention-path} in {settings} to {retention-days}, or change the promise."
    topics: [data-retention]
    maps-to:
      soc2: [C1.2, P4.2]
      iso27001: [A.5.33, A.8.10]
      cis8: ["3.4", "3.1"]
      pci4: ["3.2.1"]
      gdpr: ["5(1)(e)", "13"]
      ccm41: [DSP-16]
    checks:
      - config:
          target: "{target}"
          files: "{settings}"
          assert:
            - { path: "{retention-path}", is: "{retention-days}" }

  - id: deletion.self-service
    title: Customers delete their data themselves
    statement: The product lets users delete a single record or all of their records themselves, without asking us.
    severity: high
    topic: Retention and deletion
    fix: "Offer DELETE on {delete-one} and {delete-all}, and describe it in {interface}."
    topics: [data-deletion]
    maps-to:
      soc2: [C1.2, P4.3, CC6.5]
      iso27001: [A.8.10, A.5.34]
      mvsp: ["1.8"]
      cis8: ["3.5", "3.1"]
      pci4: ["3.2.1"]
      gdpr: ["17", "28(3)(g)", "5(1)(e)"]
      ccm41: [DSP-16, DSP-11, DSP-02]
    checks:
      - config:
          target: "{target}"
          files: "{interface}"
          assert:
            - { path: "paths[\"{delete-one}\"].delete.responses", present: true }
            - { path: "paths[\"{delete-all}\"].delete.responses", present: true }

  - id: deletion.completed
    title: Deleted data leaves active storage
    kind: commitment
    statement: What a user deletes is gone from the database and from file storage within {delete-within}.
    severity: high
    topic: Retention and deletion
    fix: Remove the rows and files of the deletions named, and record removed_at.
    topics: [data-deletion]
    maps-to:
      soc2: [C1.2, P4.3, CC6.5]
      iso27001: [A.8.10, A.5.34]
      mvsp: ["1.8"]
      cis8: ["3.5", "3.1"]
      pci4: ["3.2.1"]
      gdpr: ["17", "28(3)(g)", "5(1)(e)"]
      ccm41: [DSP-16, DSP-11, DSP-02]
    checks:
      - records:
          register: "{deletions}"
          from: requested_at
          to: removed_at
          within: "{delete-within}"

  - id: deletion.not-marked
    title: Deletion is not a mark
    statement: The database has no column that marks a record as deleted and keeps it.
    severity: medium
    topic: Retention and deletion
    rationale: A mark hides a record from its owner and from nobody else.
    fix: Delete the rows, and drop the column named.
    maps-to:
      soc2: [C1.2, P4.3, CC6.5]
      iso27001: [A.8.10, A.5.34]
      mvsp: ["1.8"]
      cis8: ["3.5", "3.1"]
      pci4: ["3.2.1"]
      gdpr: ["17", "28(3)(g)", "5(1)(e)"]
      ccm41: [DSP-16, DSP-11, DSP-02]
    checks:
      - file:
          target: "{target}"
          path: "{migrations}"
          lacks: ["(?i)\\b(?:is_)?deleted(?:_at|_on|_flag)?\\s+(?:timestamp|timestamptz|date|boolean|bool)\\b"]

  - id: deletion.scope
    title: How retention and deletion are measured
    kind: limitation
    statement: >-
      Retention and deletion are judged by settings, migrations and the register of deletions, and not by
      looking for old rows in production.
    topic: Retention and deletion

"""###,
    "Policies/packs/delivery.yaml": ###"""
pack: delivery
title: Delivery
summary: >-
  Scans that hold every production deployment back, by the graph of jobs of GitHub Actions, GitLab CI
  or CircleCI, pipelines that strangers cannot turn, and the rules of the deployed branch.

parameters:
  target:
    summary: Name of the declared repository.
  scans:
    default: [sast, dependency-audit, secret-scan]
    summary: Kinds of scans that must have passed before anything is deployed.
  branch-rules:
    default: deploy/exports/branch-rules.json
    summary: Export of the rules of the deployed branch, as GitHub's or GitLab's interface gives it.
  reviewers:
    default: 1
    summary: People who must approve a change.

controls:
  - id: delivery.scans
    title: Scans hold deployments back
    statement: >-
      Every production deployment waits for these scans, and a finding stops it: {scans}.
    severity: high
    topic: Development
    rationale: A scan that a deployment does not wait for finds what is already out.
    fix: Let the deploying job need the job of the scan, and take away what hides its exit code.
    topics: [sast]
    maps-to:
      soc2: [CC8.1, CC7.1]
      iso27001: [A.8.28, A.8.29, A.8.25]
      mvsp: ["3.3", "2.5"]
      cis8: ["16.12"]
      pci4: ["6.2.3", "6.2.4"]
      gdpr: ["25(1)", "32(1)(d)"]
      ccm41: [AIS-05, AIS-04]
    checks:
      - pipeline: { target: "{target}", required: "{scans}" }

  - id: delivery.pipelines
    title: Pipelines are not for strangers
    statement: >-
      Workflows pin the actions that they use, hold the least rights, and put nothing that a stranger
      writes into a script.
    severity: high
    topic: Development
    fix: Change what is named.
    maps-to:
      soc2: [CC8.1]
      iso27001: [A.8.28, A.8.25]
    checks:
      - pipeline:
          target: "{target}"
          forbid:
            [unpinned-action, token-permissions, template-injection, dangerous-trigger, hardcoded-credentials]

  - id: delivery.reviews
    title: Nobody changes the deployed branch alone
    statement: >-
      A change reaches the deployed branch only after review by {reviewers} other person or more, and
      nobody is exempt.
    severity: high
    topic: Development
    fix: Change the rules of the branch, and export them anew.
    maps-to:
      soc2: [CC8.1]
      iso27001: [A.8.25]
    checks:
      - branch-rules:
          target: "{target}"
          files: "{branch-rules}"
          reviews: "{reviewers}"
          no-force-push: true
          no-deletion: true
          no-bypass: true

"""###,
    "Policies/packs/deploy-pipeline.yaml": ###"""
pack: deploy-pipeline
title: Deployment pipeline
summary: >-
  A GitHub Actions workflow that scans before it deploys and that a finding stops, and the rules that
  keep unreviewed changes away from the branch it deploys.

parameters:
  target:
    summary: Name of the declared repository.
  workflow:
    default: .github/workflows/deploy.yml
    summary: The workflow that deploys.
  scan-job:
    default: scan
    summary: The job that runs the scanners.
  deploy-job:
    default: deploy
    summary: The job that deploys to production.
  static-analysis:
    default: bandit
    summary: Command, or action of that name, that analyses the code.
  dependency-audit:
    default: pip-audit
    summary: Command, or action of that name, that holds the dependencies against published vulnerabilities.
  secret-scan:
    default: gitleaks
    summary: Command, or action of that name, that looks for committed secrets.
  branch-rules:
    default: deploy/exports/branch-rules.json
    summary: Export of the ruleset of the deployed branch, as GitHub's interface gives it.
  reviewers:
    default: 1
    summary: People who must approve a change.
  runs:
    default: deployments
    summary: Register of deployments, with the result of each scan.
  minimum-runs:
    default: 1
    summary: Deployments that the register must hold at least.

controls:
  - id: pipeline.static-analysis
    title: Code is analysed before deployment
    statement: >-
      Before each production deployment the pipeline analyses the code with {static-analysis}, and a
      finding stops it.
    severity: high
    topic: Development
    fix: "Run {static-analysis} in the job {scan-job} of {workflow}, without anything that hides its exit code."
    topics: [sast]
    maps-to:
      soc2: [CC8.1, CC7.1]
      iso27001: [A.8.28, A.8.29, A.8.25]
      mvsp: ["3.3", "2.5"]
      cis8: ["16.12"]
      pci4: ["6.2.3", "6.2.4"]
      gdpr: ["25(1)", "32(1)(d)"]
      ccm41: [AIS-05, AIS-04]
    checks:
      - config:
          target: "{target}"
          files: "{workflow}"
          each: jobs.{scan-job}
          assert:
            - any-of:
                - path: steps[*].run
                  for: any
                  matches: "(?m)^[ \\t]*(?:(?:uv|poetry|pdm|hatch|pipx) run |uvx |python3? -m )?{static-analysis}(?:[ \\t]|$)"
                - path: steps[*].uses
                  for: any
                  matches: "/(?:gh-action-)?{static-analysis}(?:-action)?(?:/[^@]*)?@"
      - config:
          target: "{target}"
          files: "{workflow}"
          each: jobs.{scan-job}.steps[*]
          where:
            - any-of:
                - { path: run, matches: "\\b{static-analysis}[ \\t]" }
                - { path: uses, matches: "/(?:gh-action-)?{static-analysis}(?:-action)?(?:/[^@]*)?@" }
          minimum-subjects: 0
          assert:
            - any-of:
                - { path: run, absent: true }
                - { path: run, not-matches: "\\|\\||;[ \\t]*true|set \\+e|--exit-zero|--exit-code[= ]0" }
            - any-of:
                - { path: continue-on-error, absent: true }
                - { path: continue-on-error, is: false }
            - { path: if, absent: true }
      - records:
          register: "{runs}"
          require: { static_analysis: passed }
          minimum-subjects: "{minimum-runs}"

  - id: pipeline.dependency-audit
    title: Dependencies are audited before deployment
    statement: >-
      Before each production deployment the pipeline holds the dependencies against published
      vulnerabilities with {dependency-audit}, and a finding stops it.
    severity: high
    topic: Development
    fix: "Run {dependency-audit} in the job {scan-job} of {workflow}, without anything that hides its exit code."
    topics: [dependency-scan]
    maps-to:
      soc2: [CC7.1]
      iso27001: [A.8.8, A.5.21]
      mvsp: ["2.6"]
      cis8: ["16.4", "16.5", "7.1"]
      pci4: ["6.3.1", "6.3.2"]
      gdpr: ["32(1)(d)"]
      ccm41: [TVM-06, TVM-03, AIS-05]
    checks:
      - config:
          target: "{target}"
          files: "{workflow}"
          each: jobs.{scan-job}
          assert:
            - any-of:
                - path: steps[*].run
                  for: any
                  matches: "(?m)^[ \\t]*(?:(?:uv|poetry|pdm|hatch|pipx) run |uvx |python3? -m )?{dependency-audit}(?:[ \\t]|$)"
                - path: steps[*].uses
                  for: any
                  matches: "/(?:gh-action-)?{dependency-audit}(?:-action)?(?:/[^@]*)?@"
      - config:
          target: "{target}"
          files: "{workflow}"
          each: jobs.{scan-job}.steps[*]
          where:
            - any-of:
                - { path: run, matches: "\\b{dependency-audit}[ \\t]" }
                - { path: uses, matches: "/(?:gh-action-)?{dependency-audit}(?:-action)?(?:/[^@]*)?@" }
          minimum-subjects: 0
          assert:
            - any-of:
                - { path: run, absent: true }
                - { path: run, not-matches: "\\|\\||;[ \\t]*true|set \\+e|--exit-zero|--exit-code[= ]0" }
            - any-of:
                - { path: continue-on-error, absent: true }
                - { path: continue-on-error, is: false }
            - { path: if, absent: true }
      - records:
          register: "{runs}"
          require: { dependency_audit: passed }
          minimum-subjects: "{minimum-runs}"

  - id: pipeline.secret-scan
    title: Secrets are looked for before deployment
    statement: >-
      Before each production deployment the pipeline searches the whole history for committed secrets
      with {secret-scan}, and a finding stops it.
    severity: high
    topic: Development
    fix: "Run {secret-scan} in the job {scan-job} of {workflow} on a checkout of the whole history."
    topics: [secret-scanning]
    maps-to:
      soc2: [CC6.1, CC8.1]
      iso27001: [A.8.4, A.8.28]
      mvsp: ["3.3"]
      cis8: ["16.12"]
      pci4: ["6.2.3", "8.6.2"]
      gdpr: ["32(1)(d)"]
      ccm41: [AIS-05, IAM-14]
    checks:
      - config:
          target: "{target}"
          files: "{workflow}"
          each: jobs.{scan-job}
          assert:
            - any-of:
                - path: steps[*].run
                  for: any
                  matches: "(?m)^[ \\t]*(?:(?:uv|poetry|pdm|hatch|pipx) run |uvx |python3? -m )?{secret-scan}(?:[ \\t]|$)"
                - path: steps[*].uses
                  for: any
                  matches: "/(?:gh-action-)?{secret-scan}(?:-action)?(?:/[^@]*)?@"
      - config:
          target: "{target}"
          files: "{workflow}"
          each: jobs.{scan-job}.steps[*]
          where:
            - any-of:
                - { path: run, matches: "\\b{secret-scan}[ \\t]" }
                - { path: uses, matches: "/(?:gh-action-)?{secret-scan}(?:-action)?(?:/[^@]*)?@" }
          minimum-subjects: 0
          assert:
            - any-of:
                - { path: run, absent: true }
                - { path: run, not-matches: "\\|\\||;[ \\t]*true|set \\+e|--exit-code[= ]0|--no-git" }
            - any-of:
                - { path: continue-on-error, absent: true }
                - { path: continue-on-error, is: false }
            - { path: if, absent: true }
      - config:
          target: "{target}"
          files: "{workflow}"
          each: jobs.{scan-job}.steps[*]
          where: [{ path: uses, starts-with: actions/checkout@ }]
          assert:
            - { path: with.fetch-depth, is: 0 }
      - records:
          register: "{runs}"
          require: { secret_scan: passed }
          minimum-subjects: "{minimum-runs}"

  - id: pipeline.gate
    title: A failed scan stops the deployment
    statement: The job that deploys starts only after the scans have passed.
    severity: critical
    topic: Development
    fix: "Let {deploy-job} need {scan-job}, without a condition that runs it all the same."
    maps-to:
      soc2: [CC8.1, CC6.3]
      iso27001: [A.8.4, A.8.32, A.8.31]
      mvsp: ["3.5"]
      cis8: ["16.1"]
      pci4: ["6.5.1"]
      gdpr: ["32(1)(b)"]
      ccm41: [CCC-04, CCC-02, AIS-06]
    checks:
      - config:
          target: "{target}"
          files: "{workflow}"
          assert:
            - { path: "jobs.{deploy-job}.needs", contains: "{scan-job}" }
            - any-of:
                - { path: "jobs.{deploy-job}.if", absent: true }
                - { path: "jobs.{deploy-job}.if", not-matches: "always\\(|failure\\(|cancelled\\(" }
            - any-of:
                - { path: "jobs.{scan-job}.continue-on-error", absent: true }
                - { path: "jobs.{scan-job}.continue-on-error", is: false }
            - { path: "jobs.{scan-job}.if", absent: true }

  - id: pipeline.actions
    title: The pipeline's parts are pinned
    statement: Every action that the deployment uses is fixed by its commit.
    severity: high
    topic: Development
    rationale: A tag can be moved to other code by whoever controls the action.
    fix: Replace the tags of the actions named by the commits they stand for.
    maps-to:
      soc2: [CC7.1]
      iso27001: [A.8.8, A.5.21]
      mvsp: ["2.6"]
      cis8: ["16.4", "16.5", "7.1"]
      pci4: ["6.3.1", "6.3.2"]
      gdpr: ["32(1)(d)"]
      ccm41: [TVM-06, TVM-03, AIS-05]
    checks:
      - config:
          target: "{target}"
          files: "{workflow}"
          each: jobs[*].steps[*]
          where: [{ path: uses, present: true }]
          assert:
            - { path: uses, matches: "@[0-9a-f]{40}$" }

  - id: pipeline.token
    title: The pipeline's token may only read
    statement: The token that the deployment gets from the forge may only read the repository.
    severity: medium
    topic: Development
    fix: "Set permissions: { contents: read } at the top of {workflow}."
    maps-to:
      soc2: [CC6.1, CC6.3]
      iso27001: [A.5.15, A.8.2]
      mvsp: ["4.2"]
      cis8: ["5.4", "6.8"]
      pci4: ["7.2.2", "7.2.5"]
      gdpr: ["25(2)", "32(4)"]
      ccm41: [IAM-05]
    checks:
      - config:
          target: "{target}"
          files: "{workflow}"
          assert:
            - { path: permissions.contents, is: read }

  - id: pipeline.review
    title: Changes are reviewed by another person
    statement: >-
      A change reaches the deployed branch only after {reviewers} other person or more approved it, and
      new commits need a new approval.
    severity: high
    topic: Development
    fix: "Require {reviewers} approvals in the ruleset, dismiss stale ones, and export it to {branch-rules}."
    topics: [pr-review]
    maps-to:
      soc2: [CC8.1]
      iso27001: [A.8.32, A.8.28, A.5.3]
      mvsp: ["3.5"]
      cis8: ["16.1", "16.12"]
      pci4: ["6.2.3", "6.2.3.1", "6.5.1"]
      gdpr: ["32(1)(d)"]
      ccm41: [CCC-02, CCC-04, AIS-04]
    checks:
      - config:
          target: "{target}"
          files: "{branch-rules}"
          each: rules[*]
          where: [{ path: type, is: pull_request }]
          minimum-subjects: 0
          assert:
            - { path: parameters.required_approving_review_count, at-least: "{reviewers}" }
            - { path: parameters.dismiss_stale_reviews_on_push, is: true }
      - config:
          target: "{target}"
          files: "{branch-rules}"
          assert:
            - { path: "rules[*].type", for: any, is: pull_request }

  - id: pipeline.direct-push
    title: Nobody pushes to the deployed branch
    statement: >-
      The deployed branch takes changes by pull request only, cannot be overwritten or deleted, and
      nobody is exempt.
    severity: high
    topic: Development
    fix: "Make the ruleset active, take its exemptions away, and export it to {branch-rules}."
    topics: [branch-protection]
    maps-to:
      soc2: [CC8.1, CC6.3]
      iso27001: [A.8.4, A.8.32, A.8.31]
      mvsp: ["3.5"]
      cis8: ["16.1"]
      pci4: ["6.5.1"]
      gdpr: ["32(1)(b)"]
      ccm41: [CCC-04, CCC-02, AIS-06]
    checks:
      - config:
          target: "{target}"
          files: "{branch-rules}"
          assert:
            - { path: enforcement, is: active }
            - { path: bypass_actors, type: list }
            - { path: bypass_actors, length-at-most: 0 }
            - { path: conditions.ref_name.include, contains: ~DEFAULT_BRANCH }
            - { path: "rules[*].type", for: any, is: pull_request }
            - { path: "rules[*].type", for: any, is: non_fast_forward }
            - { path: "rules[*].type", for: any, is: deletion }

"""###,
    "Policies/packs/file-storage.yaml": ###"""
pack: file-storage
title: File storage
summary: >-
  Buckets that the storage service encrypts and shows to nobody else, by the settings that it reports
  over the S3 interface and that a job exports as JSON.

parameters:
  target:
    summary: Name of the repository or folder that holds the export of the settings.
  export:
    default: deploy/exports/buckets.json
    summary: >-
      The export: a list "buckets", each with its "name", the answer to GetBucketEncryption as
      "encryption", "public_url" (true or false) and "custom_domains".
  export-within:
    default: 31d
    summary: How recently the export must have been committed.
  algorithm:
    default: AES256
    summary: The algorithm that every bucket must report, as the S3 interface names it.
  minimum-buckets:
    default: 1
    summary: Buckets that the export must hold at least.

controls:
  - id: storage.encryption
    title: Stored files are encrypted
    statement: >-
      The storage service encrypts files at rest on its servers; every bucket reports {algorithm} as
      its algorithm.
    severity: high
    topic: Encryption
    rationale: A copied disk or a lost backup then shows nothing.
    fix: Set the default encryption of the buckets named, and export the settings anew.
    maps-to:
      soc2: [CC6.1]
      iso27001: [A.8.24]
      mvsp: ["2.8"]
      cis8: ["3.11"]
      pci4: ["3.5.1"]
      gdpr: ["32(1)(a)"]
      ccm41: [CEK-03, CEK-04, DSP-17]
    checks:
      - config:
          target: "{target}"
          files: "{export}"
          each: buckets[*]
          minimum-subjects: "{minimum-buckets}"
          assert:
            - path: encryption.ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.SSEAlgorithm
              is: "{algorithm}"

  - id: storage.private
    title: Stored files are not public
    statement: No bucket has a public address; files are reached through the application only.
    severity: critical
    topic: Access
    rationale: A bucket with a public address needs no break-in.
    fix: Turn the public address of the buckets named off, and export the settings anew.
    maps-to:
      soc2: [CC6.1, CC6.3]
      iso27001: [A.5.15, A.8.2]
      mvsp: ["4.2"]
      cis8: ["5.4", "6.8"]
      pci4: ["7.2.2", "7.2.5"]
      gdpr: ["25(2)", "32(4)"]
      ccm41: [IAM-05]
    checks:
      - config:
          target: "{target}"
          files: "{export}"
          each: buckets[*]
          minimum-subjects: "{minimum-buckets}"
          assert:
            - { path: public_url, is: false }
            - { path: custom_domains, type: list }
            - { path: custom_domains, length-at-most: 0 }

  - id: storage.settings-current
    title: The exported settings are current
    statement: The exported settings of the buckets are at most {export-within} old.
    severity: medium
    audience: nda
    topic: Encryption
    fix: Run the job that exports the settings, and commit what it wrote.
    maps-to:
      soc2: [CC2.3]
      iso27001: [A.5.36, A.5.20]
      mvsp: ["1.2", "1.3"]
      cis8: ["15.4"]
      pci4: ["12.9.2", "12.8.5"]
      gdpr: ["28(3)(h)", "24", "5(2)"]
      ccm41: [STA-04, STA-05, GRC-07]
    checks:
      - file: { target: "{target}", path: "{export}", changed-within: "{export-within}" }

  - id: storage.scope
    title: How the buckets are measured
    kind: limitation
    statement: >-
      The buckets are judged by an export of their settings, which can be {export-within} old, and not
      by asking the storage service.
    topic: Encryption

"""###,
    "Policies/packs/incident-response.yaml": ###"""
pack: incident-response
title: Incident response
summary: Clocks over the register of incidents, and the plan behind them.

parameters:
  register:
    default: incidents
    summary: Name of the register of incidents in the folder of records.
  minimum-incidents:
    default: 0
    summary: Incidents that each clock must have judged; fewer leave the control unproven.
  notice-within:
    default: 72h
    summary: How soon affected customers hear of an incident after its impact is confirmed.
  authority-within:
    default: 72h
    summary: How soon the authority hears of a personal data breach after we become aware of it.
  review-within:
    default: 14 business days
    summary: How soon an incident is reviewed after it is resolved.
  plan:
    default: docs/incident-response.md
    summary: Path of the incident response plan.
  plan-revised-within:
    default: 365d
    summary: How recently the plan must have been changed.

controls:
  - id: incident.customer-notice
    title: Customers are told in time
    kind: commitment
    statement: Affected customers are notified within {notice-within} of confirmed impact.
    severity: high
    topic: Incident response
    fix: Notify the customers of the incidents named, and record the time in customers_notified_at.
    topics: [breach-notify-customers]
    maps-to:
      soc2: [CC2.3, CC7.4]
      iso27001: [A.5.26]
      mvsp: ["1.7"]
      gdpr: ["33(2)"]
    checks:
      - records:
          register: "{register}"
          from: confirmed_at
          to: customers_notified_at
          within: "{notice-within}"
          minimum-subjects: "{minimum-incidents}"

  - id: incident.authority-notice
    title: The authority is told in time
    kind: commitment
    statement: >-
      The supervisory authority is notified of a personal data breach within {authority-within} of our
      becoming aware of it.
    severity: high
    topic: Incident response
    fix: Notify the authority of the incidents named, and record the time in authority_notified_at.
    topics: [breach-notify-regulator]
    maps-to:
      iso27001: [A.5.5, A.5.26]
      gdpr: ["33(1)"]
    checks:
      - records:
          register: "{register}"
          from: aware_at
          to: authority_notified_at
          within: "{authority-within}"
          where: { personal_data_breach: ["yes", "true"] }
          minimum-subjects: "{minimum-incidents}"

  - id: incident.review
    title: Incidents are reviewed
    kind: commitment
    statement: Every resolved incident is reviewed within {review-within}.
    severity: medium
    topic: Incident response
    rationale: An incident whose cause is not understood comes again.
    fix: Review the incidents named, and record the time in reviewed_at.
    topics: [post-mortem]
    maps-to:
      soc2: [CC7.4, CC7.5]
      iso27001: [A.5.27]
      cis8: ["17.8"]
    checks:
      - records:
          register: "{register}"
          from: resolved_at
          to: reviewed_at
          within: "{review-within}"
          minimum-subjects: "{minimum-incidents}"

  - id: incident.plan
    title: A plan that is kept up
    statement: >-
      A written incident response plan exists and was last revised within {plan-revised-within}.
    severity: medium
    topic: Incident response
    fix: "Go through {plan} with the people it names and commit what changed."
    topics: [incident-response-plan]
    maps-to:
      soc2: [CC7.3]
      iso27001: [A.5.24]
      mvsp: ["1.7"]
      cis8: ["17.4"]
    checks:
      - file: { path: "{plan}", changed-within: "{plan-revised-within}" }

"""###,
    "Policies/packs/repository-hygiene.yaml": ###"""
pack: repository-hygiene
title: Repository hygiene
summary: What a repository must hold, and must not hold, so that its product can be maintained safely.

parameters:
  target:
    summary: Name of the declared repository.
  security-policy:
    default: SECURITY.md
    summary: Path or glob of the security policy.
  security-policy-sections:
    default: [Reporting a vulnerability]
    summary: Headings that the security policy must have.
  licence:
    default: LICENSE*
    summary: Path or glob of the licence.
  pipeline:
    default: .github/workflows/*
    summary: Path or glob of the files that define the automated pipeline.

controls:
  - id: repository.security-policy
    title: A way to report vulnerabilities
    statement: The repository tells everyone how to report a vulnerability.
    severity: medium
    topic: Development
    rationale: Who finds a weakness and knows nobody to tell will publish it or keep it.
    fix: "Write {security-policy} with these sections: {security-policy-sections}."
    maps-to:
      soc2: [CC2.3]
      iso27001: [A.8.8]
      mvsp: ["1.1"]
      cis8: ["16.2"]
    checks:
      - file:
          target: "{target}"
          path: "{security-policy}"
          sections: "{security-policy-sections}"

  - id: repository.licence
    title: Terms of use
    statement: The terms under which the source code may be used are part of the repository.
    severity: low
    topic: Development
    fix: "Add the licence as {licence}."
    maps-to:
      iso27001: [A.5.32]
    checks:
      - file: { target: "{target}", path: "{licence}" }

  - id: repository.no-secrets
    title: No credentials in the history
    statement: >-
      The whole history of the repository is searched for credentials of known forms, and none is in it.
    severity: critical
    topic: Development
    rationale: >-
      A credential that was ever committed can be read by everyone who can read the repository, even
      after a later commit removed it.
    fix: Revoke the credential first; then take it out of the history or waive the finding.
    topics: [secret-scanning]
    maps-to:
      soc2: [CC6.1]
      iso27001: [A.8.4, A.8.28]
      cis8: ["16.12"]
      pci4: ["6.2.4"]
    checks:
      - secrets: { target: "{target}" }

  - id: repository.locked-dependencies
    title: Dependencies are pinned
    statement: Every dependency has an exact version in a lockfile that is in step with its manifest.
    severity: high
    topic: Development
    rationale: Without a lockfile a build takes whatever version was published last.
    fix: Run the package manager's lock command and commit the lockfile.
    maps-to:
      soc2: [CC7.1]
      iso27001: [A.8.28, A.5.21]
      mvsp: ["2.6", "3.5"]
      cis8: ["16.4", "16.5"]
      pci4: ["6.3.2"]
    checks:
      - packages: { target: "{target}", pinned: true, lockfile: true }

  - id: repository.pipeline
    title: An automated pipeline
    statement: The repository defines an automated pipeline for its changes.
    severity: medium
    topic: Development
    rationale: Checks that nobody has to remember are the ones that are done.
    fix: "Define the pipeline in {pipeline}."
    maps-to:
      soc2: [CC8.1]
      iso27001: [A.8.25, A.8.29]
      mvsp: ["3.5"]
      cis8: ["16.1"]
    checks:
      - file: { target: "{target}", path: "{pipeline}" }

  - id: repository.secret-forms
    title: What the search for credentials covers
    kind: limitation
    statement: >-
      The search for credentials finds those whose form is known; a password without a form of its own
      can be missed.
    topic: Development

"""###,
    "Policies/packs/subprocessors.yaml": ###"""
pack: subprocessors
title: Subprocessors
summary: >-
  A register of every company that processes customer data: only declared ones, each with its purpose,
  country, contract and yearly review.

parameters:
  register:
    default: subprocessors
    summary: Register with name, purpose, country, agreement_signed_on and agreement_document.
  names:
    summary: The subprocessors that are published; nobody else may stand in the register.
  reviews:
    default: subprocessor-reviews
    summary: Register of the reviews, with reviewed_on and outcome.
  review-every:
    default: 365d
    summary: The longest time between two reviews of the list.

controls:
  - id: subprocessors.declared
    title: The subprocessors
    statement: >-
      The register of companies that process customer data for us holds these and no other, each with its
      purpose and country: {names}.
    severity: high
    topic: Subprocessors
    fix: Publish the subprocessor named and tell customers, or end its use.
    topics: [subprocessor-list]
    maps-to:
      soc2: [CC9.2, P6.4]
      iso27001: [A.5.19, A.5.21, A.5.22]
      mvsp: ["4.3"]
      cis8: ["15.1"]
      pci4: ["12.8.1"]
      gdpr: ["28(2)", "28(4)", "13"]
      ccm41: [DSP-14, DSP-13, STA-08]
    checks:
      - records:
          register: "{register}"
          require: { name: "{names}" }
          filled: [purpose, country]

  - id: subprocessors.agreements
    title: Contracts with subprocessors
    statement: >-
      A signed contract binds every subprocessor to confidentiality and data protection.
    severity: high
    topic: Subprocessors
    fix: Sign the agreement with the subprocessor named, and record its date and document.
    topics: [dpa-contracts]
    maps-to:
      soc2: [CC9.2, P6.4, P6.5]
      iso27001: [A.5.20, A.5.34]
      mvsp: ["4.3"]
      cis8: ["15.4"]
      pci4: ["12.8.2"]
      gdpr: ["28(3)", "28(4)"]
      ccm41: [STA-11, DSP-13]
    checks:
      - records:
          register: "{register}"
          filled: [agreement_signed_on, agreement_document]
          require: { confidentiality: "yes", data_protection: "yes" }

  - id: subprocessors.reviewed
    title: Subprocessors are reviewed
    kind: commitment
    statement: The list of subprocessors and their contracts is reviewed every {review-every}.
    severity: medium
    topic: Subprocessors
    fix: "Review the list, and record it in {reviews}."
    topics: [vendor-review]
    maps-to:
      soc2: [CC9.2]
      iso27001: [A.5.19, A.5.22, A.5.23]
      mvsp: ["4.3"]
      cis8: ["15.5", "15.6"]
      pci4: ["12.8.4"]
      gdpr: ["28(1)"]
      ccm41: [STA-14, STA-10, STA-16]
    checks:
      - records:
          register: "{reviews}"
          at: reviewed_on
          every: "{review-every}"
          filled: [reviewer, outcome]

"""###,
    "Policies/packs/tenant-isolation.yaml": ###"""
pack: tenant-isolation
title: Isolation of tenants
summary: >-
  That PostgreSQL keeps one customer's rows from another, by what the migrations leave behind and, where
  a live database is declared, by what it says itself.

parameters:
  target:
    summary: Name of the declared repository.
  migrations:
    default: [migrations/*.sql]
    summary: SQL files in the order in which they are run.
  roles:
    summary: The roles that the application connects as or sets.
  migration-role:
    default: postgres
    summary: The role that runs the migrations.
  tenant-columns:
    default: [tenant_id, org_id, organization_id, account_id]
    summary: Columns that say whose a row is.
  audit-tables:
    default: ["*audit*"]
    summary: Tables whose rows may only be added.

controls:
  - id: tenants.rows
    title: Customers see their own rows alone
    statement: >-
      The database itself shows the application only the rows of the customer who asks.
    severity: critical
    topic: Access
    rationale: A query that forgets its condition then returns nothing of others.
    fix: Enable row-level security on the table named, with a policy for each command.
    maps-to:
      soc2: [CC6.1]
      iso27001: [A.5.15]
      gdpr: ["32(1)(b)"]
      ccm41: [IAM-05]
    checks:
      - row-level-security:
          target: "{target}"
          files: "{migrations}"
          migration-role: "{migration-role}"
          roles: "{roles}"
          tenant-columns: "{tenant-columns}"

  - id: tenants.audit-rows
    title: The application cannot change audit rows
    statement: >-
      The application can add audit rows and can neither change nor delete them, by any way that the
      database gives it.
    severity: high
    topic: Audit trail
    fix: Revoke what is named from the application's role.
    topics: [audit-log-append-only]
    maps-to:
      soc2: [CC7.2, CC6.1]
      iso27001: [A.8.15, A.5.33]
      cis8: ["8.1"]
      pci4: ["10.3.2", "10.3.4"]
      gdpr: ["5(1)(f)", "5(2)"]
      ccm41: [LOG-02, LOG-10]
    checks:
      - append-only:
          target: "{target}"
          files: "{migrations}"
          migration-role: "{migration-role}"
          roles: "{roles}"
          tables: "{audit-tables}"

  - id: tenants.rights
    title: The application's role has no power of its own
    statement: >-
      The application's database roles are no superusers, pass no row-level security by, and create
      nothing.
    severity: high
    topic: Access
    fix: Take away from the role what is named.
    maps-to:
      soc2: [CC6.1, CC6.3]
      iso27001: [A.8.2]
    checks:
      - privileges:
          target: "{target}"
          files: "{migrations}"
          migration-role: "{migration-role}"
          roles: "{roles}"

"""###,
    "Policies/packs/web-application.yaml": ###"""
pack: web-application
title: Web application
summary: What the responses of a web application tell browsers to do and not to do.

parameters:
  target:
    summary: Name of the declared URL, or a list of names.
  hsts-minimum:
    default: 365d
    summary: How long browsers are told to use HTTPS only, at least; as a duration.
  frame-options:
    default: [DENY, SAMEORIGIN]
    summary: Values of X-Frame-Options that are accepted.
  referrer-policies:
    default: [no-referrer, same-origin, strict-origin, strict-origin-when-cross-origin]
    summary: Values of Referrer-Policy that are accepted.

controls:
  - id: web.hsts
    title: Browsers keep to HTTPS
    statement: Browsers that have been here once use nothing but HTTPS for at least {hsts-minimum}.
    severity: high
    topic: Web application
    rationale: >-
      Without Strict-Transport-Security the first request of each visit can be made over http, where
      anyone on the way can read and change it.
    fix: "Send Strict-Transport-Security with a max-age of at least {hsts-minimum} on every HTTPS response."
    topics: [hsts]
    maps-to:
      soc2: [CC6.7]
      iso27001: [A.8.20, A.8.24]
      mvsp: ["2.2", "2.3"]
      cis8: ["3.10"]
      gdpr: ["32(1)(a)"]
    checks:
      - headers:
          target: "{target}"
          expect:
            strict-transport-security: { minimum: "{hsts-minimum}" }

  - id: web.content-security-policy
    title: Content Security Policy
    statement: Pages carry a Content Security Policy that tells browsers what they may load.
    severity: medium
    topic: Web application
    rationale: A policy limits what an injected script can load and where it can send data.
    fix: Send a Content-Security-Policy header; begin with default-src 'self' and add what is needed.
    topics: [csp]
    maps-to:
      iso27001: [A.8.26]
      mvsp: ["2.3", "3.3"]
      pci4: ["6.2.4"]
    checks:
      - headers:
          target: "{target}"
          expect:
            content-security-policy: { present: true }

  - id: web.content-type
    title: Browsers do not guess types
    statement: Browsers are told to trust the declared type of a response and not to guess another.
    severity: medium
    topic: Web application
    rationale: A browser that guesses can run an uploaded file as a script.
    fix: "Send X-Content-Type-Options: nosniff on every response."
    topics: [security-headers]
    maps-to:
      iso27001: [A.8.26]
      mvsp: ["2.3"]
    checks:
      - headers:
          target: "{target}"
          expect:
            x-content-type-options: nosniff

  - id: web.framing
    title: No framing by other sites
    statement: Other sites are not allowed to show our pages inside a frame.
    severity: medium
    topic: Web application
    rationale: A page in a foreign frame can be overlaid so that people click what they do not see.
    fix: "Send X-Frame-Options with one of: {frame-options}."
    topics: [security-headers]
    maps-to:
      iso27001: [A.8.26]
      mvsp: ["2.3"]
    checks:
      - headers:
          target: "{target}"
          expect:
            x-frame-options: { one-of: "{frame-options}" }

  - id: web.referrer
    title: Page addresses stay here
    statement: Other sites that we link to do not learn the full address of the page people came from.
    severity: low
    topic: Web application
    rationale: Addresses can hold identifiers and search terms.
    fix: "Send Referrer-Policy with one of: {referrer-policies}."
    topics: [security-headers]
    maps-to:
      iso27001: [A.8.12]
      mvsp: ["2.3"]
    checks:
      - headers:
          target: "{target}"
          expect:
            referrer-policy: { one-of: "{referrer-policies}" }

  - id: web.technology
    title: No X-Powered-By header
    statement: Responses do not name the framework that made them in an X-Powered-By header.
    severity: low
    topic: Web application
    rationale: The name and version of a framework tell an attacker which weaknesses to try.
    fix: Remove X-Powered-By in the framework's or the proxy's configuration.
    maps-to:
      iso27001: [A.8.9]
      mvsp: ["2.3"]
    checks:
      - headers:
          target: "{target}"
          expect:
            x-powered-by: { absent: true }

  - id: web.scope
    title: What the header controls cover
    kind: limitation
    statement: Response headers are measured on the declared paths of each site, not on every page.
    topic: Web application

"""###,
    "Policies/packs/web-hardening.yaml": ###"""
pack: web-hardening
title: Web application, hardened
summary: What a web application does beyond headers that are present; all of web-application is part of it.

parameters:
  target:
    summary: Name of the declared URL, or a list of names.
  origins:
    default: []
    summary: Other origins that may read answers, such as https://app.example.com.
  trusted-hosts:
    default: []
    summary: Hosts whose scripts need no digest, such as js.stripe.com.
  private-paths:
    default: [/]
    summary: Paths whose answers are for one reader.

use:
  - pack: web-application
    with: { target: "{target}" }

controls:
  - id: web.https-only
    title: Nothing is served over http
    statement: Whoever asks over http is sent to https at once, and nothing else is served there.
    severity: high
    topic: Web application
    rationale: What is served over http can be read and changed on the way.
    fix: "nginx: return 301 https://$host$request_uri;"
    maps-to:
      soc2: [CC6.7]
      iso27001: [A.8.20, A.8.24]
      mvsp: ["2.2"]
      cis8: ["3.10"]
      gdpr: ["32(1)(a)"]
    checks:
      - https-only: { target: "{target}" }

  - id: web.script-injection
    title: Injected scripts do not run
    statement: The Content Security Policies of our pages let neither injected scripts nor foreign frames through.
    severity: high
    topic: Web application
    rationale: A policy with unsafe-inline, or with a host that serves anyone's code, stops no injected script.
    fix: Let scripts in by nonce or hash, and set object-src, base-uri and frame-ancestors.
    maps-to:
      iso27001: [A.8.26]
      mvsp: ["2.3", "3.3"]
      pci4: ["6.2.4"]
    checks:
      - csp: { target: "{target}", forbid: [framing] }

  - id: web.cookies
    title: Cookies are protected
    statement: Cookies are sent over https only, and scripts cannot read those of a session.
    severity: high
    topic: Web application
    rationale: A session's cookie is as good as its password.
    fix: Set Secure, HttpOnly and SameSite, and a name that begins with __Host-.
    maps-to:
      soc2: [CC6.1]
      iso27001: [A.8.5, A.8.26]
      mvsp: ["2.3"]
    checks:
      - cookies: { target: "{target}" }

  - id: web.cross-origin
    title: Other sites read nothing
    statement: Pages of other sites cannot read our answers, unless their origin is on our list.
    severity: high
    topic: Web application
    rationale: An answer that allows every origin that asks can be read by any page a person visits.
    fix: Compare the Origin header with a fixed list, and send Vary; never repeat what came.
    maps-to:
      iso27001: [A.8.26]
      mvsp: ["3.3"]
    checks:
      - cors: { target: "{target}", origins: "{origins}" }

  - id: web.page-content
    title: Pages load nothing unprotected
    statement: Pages load nothing over http, and scripts of other sites only with a digest.
    severity: medium
    topic: Web application
    rationale: Whoever changes a foreign script, or the way to it, runs code on the page.
    fix: Load over https, and give foreign scripts integrity and crossorigin.
    maps-to:
      iso27001: [A.8.26]
      mvsp: ["3.3"]
    checks:
      - page: { target: "{target}", trusted: "{trusted-hosts}" }

  - id: web.exposed-files
    title: No files by mistake
    statement: The sites do not serve repositories, environment files, dumps or diagnostics.
    severity: critical
    topic: Web application
    rationale: Such files hold passwords and keys, and are looked for all day.
    fix: Serve only what was built to be served.
    maps-to:
      iso27001: [A.8.9, A.8.12]
      mvsp: ["3.3"]
    checks:
      - exposure: { target: "{target}" }

  - id: web.software
    title: Nobody is told what the server is made of
    statement: Responses do not name the version of the server or the framework that made them.
    severity: low
    topic: Web application
    rationale: Names and versions tell an attacker which weaknesses to try.
    fix: "nginx: server_tokens off; and remove what the framework adds."
    maps-to:
      iso27001: [A.8.9]
      mvsp: ["2.3"]
    checks:
      - headers: { target: "{target}", no-versions: true }

  - id: web.private-answers
    title: Private answers stay out of shared caches
    statement: Answers that are for one reader are not kept by shared caches.
    severity: medium
    topic: Web application
    rationale: A cache that keeps a private answer gives it to the next who asks.
    fix: "Send Cache-Control: no-store, or private."
    maps-to:
      iso27001: [A.8.12]
    checks:
      - headers: { target: "{target}", paths: "{private-paths}", private: true }

"""###,
    "Policies/packs/webhooks.yaml": ###"""
pack: webhooks
title: Webhooks
summary: >-
  Incoming webhooks are verified by the signature scheme that each provider really has, and an event
  counts once.

parameters:
  target:
    summary: Name of the declared repository.
  shared-secret-handler:
    summary: Source file that receives webhooks signed with a shared secret (HMAC-SHA256).
  shared-secret-provider:
    default: Stripe
    summary: The provider that signs with a shared secret.
  shared-secret-call:
    default: stripe\.Webhook\.construct_event\(
    summary: Pattern of the call that verifies.
  settings:
    default: app/settings.toml
    summary: The settings of the product.
  tolerance-path:
    default: webhooks.tolerance
    summary: Where the settings hold how old a signature may be.
  tolerance:
    default: 5m
    summary: How old a signature may be at most.
  public-key-handler:
    summary: Source file that receives webhooks signed with the provider's private key (ECDSA).
  public-key-provider:
    default: SendGrid
    summary: The provider that signs with its private key.
  public-key-call:
    default: \.verify_signature\(
    summary: Pattern of the call that verifies.
  replay-migration:
    summary: The migration that lets an event identifier be stored once.
  replay-constraint:
    default: (?i)UNIQUE\s*\(provider,\s*event_id\)
    summary: Pattern of that constraint.

controls:
  - id: webhooks.shared-secret
    title: Webhooks with a shared secret
    statement: >-
      Webhooks of {shared-secret-provider} are accepted only with a valid HMAC-SHA256 signature that is
      at most {tolerance} old.
    severity: high
    topic: Webhooks
    fix: "Verify before anything else in {shared-secret-handler}, with the tolerance from the settings."
    topics: [webhook-signature]
    maps-to:
      soc2: [CC6.6, CC6.7, PI1.2]
      iso27001: [A.8.26, A.8.21, A.5.14]
      cis8: ["16.10", "16.11"]
      pci4: ["6.2.4"]
      gdpr: ["32(1)(b)"]
      ccm41: [AIS-04, IPY-03, "I&S-03"]
    # The scheme's name is the provider's; nothing here has its number as a value.
    allow-wording: [number-without-parameter]
    checks:
      - file: { target: "{target}", path: "{shared-secret-handler}", contains: ["{shared-secret-call}"] }
      - config:
          target: "{target}"
          files: "{settings}"
          assert: [{ path: "{tolerance-path}", at-most: "{tolerance}" }]

  - id: webhooks.public-key
    title: Webhooks with a public key
    statement: >-
      Webhooks of {public-key-provider} are accepted only with a valid ECDSA signature, verified with
      the public key that the provider gave us.
    severity: high
    topic: Webhooks
    fix: "Verify before anything else in {public-key-handler}."
    topics: [webhook-signature]
    maps-to:
      soc2: [CC6.6, CC6.7, PI1.2]
      iso27001: [A.8.26, A.8.21, A.5.14]
      cis8: ["16.10", "16.11"]
      pci4: ["6.2.4"]
      gdpr: ["32(1)(b)"]
      ccm41: [AIS-04, IPY-03, "I&S-03"]
    checks:
      - file: { target: "{target}", path: "{public-key-handler}", contains: ["{public-key-call}"] }

  - id: webhooks.replay
    title: An event counts once
    statement: >-
      The database stores the identifier of a webhook's event once, so that a repeated event changes
      nothing.
    severity: medium
    topic: Webhooks
    fix: "Add the constraint to {replay-migration}."
    topics: [webhook-replay]
    maps-to:
      soc2: [CC6.6, CC6.7, PI1.2]
      iso27001: [A.8.26, A.8.21, A.5.14]
      cis8: ["16.10", "16.11"]
      pci4: ["6.2.4"]
      gdpr: ["32(1)(b)"]
      ccm41: [AIS-04, IPY-03, "I&S-03"]
    checks:
      - file: { target: "{target}", path: "{replay-migration}", contains: ["{replay-constraint}"] }

  - id: webhooks.scope
    title: How webhooks are measured
    kind: limitation
    statement: >-
      Webhooks are judged by the source of their handlers, settings and migrations, and not by posting
      forged events to the running product.
    topic: Webhooks

"""###,
    "Policies/pipelines/deployments.yaml": ###"""
# Commands, actions, orbs and templates by which a version reaches where customers use it (deploy), or
# where others fetch it (publish).
tools:
  - { name: Vercel, does: deploy, commands: ["vercel deploy --prod", "vercel --prod", "vercel promote", "vc --prod", "vc deploy --prod"] }
  - { name: Vercel action, does: deploy, actions: [amondnet/vercel-action] }
  - { name: Netlify, does: deploy, commands: ["netlify deploy --prod|-p", "ntl deploy --prod"] }
  - { name: Netlify action, does: deploy, actions: [nwtgck/actions-netlify, netlify/actions/cli] }
  - { name: Fly.io, does: deploy, commands: ["fly deploy"], actions: [superfly/fly-pr-review-apps], unless: [--build-only] }
  - { name: Cloudflare, does: deploy, commands: ["wrangler deploy", "wrangler publish", "wrangler pages deploy|publish"], actions: [cloudflare/wrangler-action, cloudflare/pages-action], unless: [--dry-run] }
  - { name: Heroku, does: deploy, commands: ["heroku container:release", "heroku builds:create", "heroku pipelines:promote"], actions: [akhileshns/heroku-deploy] }
  - { name: Render, does: deploy, commands: ["render deploys create"], actions: [johnbeynon/render-deploy-action] }
  - { name: Railway, does: deploy, commands: ["railway up"] }
  - { name: Firebase, does: deploy, commands: ["firebase deploy"], actions: [firebaseextended/action-hosting-deploy], unless: [--dry-run] }
  - { name: Supabase, does: deploy, commands: ["supabase db push", "supabase functions deploy"], unless: [--dry-run] }
  - { name: Kubernetes, does: deploy, commands: ["kubectl apply|create|replace|patch", "kubectl set image", "kubectl rollout restart", "oc apply|rollout"], actions: [azure/k8s-deploy], unless: [--dry-run, "--dry-run=client", "--dry-run=server"] }
  - { name: Helm, does: deploy, commands: ["helm upgrade|install", "helmfile apply|sync"], unless: [--dry-run, repo, plugin] }
  - { name: Argo CD, does: deploy, commands: ["argocd app sync|set"], unless: [--dry-run] }
  - { name: Kustomize and Skaffold, does: deploy, commands: ["skaffold run|deploy", "ko apply", "werf converge"] }
  - { name: Terraform, does: deploy, commands: ["terraform apply|destroy", "tofu apply|destroy", "terragrunt apply|run-all", "atlantis apply"], unless: [plan, validate] }
  - { name: Pulumi, does: deploy, commands: ["pulumi up|update"], actions: [pulumi/actions], unless: ["command: preview", "command: refresh"] }
  - { name: AWS CDK, does: deploy, commands: ["cdk deploy", "sst deploy"] }
  - { name: AWS CloudFormation, does: deploy, commands: ["aws cloudformation deploy|create-stack|update-stack|execute-change-set", "sam deploy"], actions: [aws-actions/aws-cloudformation-github-deploy] }
  - { name: Amazon ECS, does: deploy, commands: ["aws ecs update-service|run-task", "ecs-cli compose", "ecs deploy", "copilot deploy|svc"], actions: [aws-actions/amazon-ecs-deploy-task-definition], orbs: ["circleci/aws-ecs"], templates: [Deploy-ECS.gitlab-ci.yml] }
  - { name: AWS Lambda, does: deploy, commands: ["aws lambda update-function-code|publish-version", "serverless deploy", "sls deploy", "zappa update|deploy"], actions: [aws-actions/aws-lambda-deploy, serverless/github-action, appleboy/lambda-action] }
  - { name: Amazon S3, does: deploy, commands: ["aws s3 sync", "aws cloudfront create-invalidation"], actions: [jakejarvis/s3-sync-action], unless: [--dryrun] }
  - { name: AWS Elastic Beanstalk, does: deploy, commands: ["eb deploy", "aws elasticbeanstalk update-environment"], actions: [einaregilsson/beanstalk-deploy] }
  - { name: AWS CodeDeploy, does: deploy, commands: ["aws deploy create-deployment"] }
  - { name: AWS App Runner, does: deploy, commands: ["aws apprunner start-deployment|update-service"], actions: [awslabs/amazon-app-runner-deploy] }
  - { name: Google Cloud Run, does: deploy, commands: ["gcloud run deploy", "gcloud run services update|update-traffic|replace", "gcloud run jobs deploy"], actions: [google-github-actions/deploy-cloudrun] }
  - { name: Google App Engine and Functions, does: deploy, commands: ["gcloud app deploy", "gcloud functions deploy", "gcloud deploy releases create"], actions: [google-github-actions/deploy-appengine, google-github-actions/deploy-cloud-functions, google-github-actions/create-cloud-deploy-release] }
  - { name: Azure, does: deploy, commands: ["az webapp deploy|up|deployment", "az functionapp deployment", "az containerapp update|up", "az deployment group|sub|mg|tenant", "azd deploy|up", "az aks command"], actions: [azure/webapps-deploy, azure/functions-action, azure/container-apps-deploy-action, azure/static-web-apps-deploy, azure/arm-deploy, azure/bicep-deploy], unless: ["action: close"] }
  - { name: DigitalOcean, does: deploy, commands: ["doctl apps create-deployment|update"], actions: [digitalocean/app_action, digitalocean/app_action/deploy] }
  - { name: Scaleway and Clever Cloud, does: deploy, commands: ["clever deploy", "scw container container deploy"] }
  - { name: Kamal and Capistrano, does: deploy, commands: ["kamal deploy", "cap production", "mina deploy", "dep deploy"] }
  - { name: Ansible, does: deploy, commands: [ansible-playbook], actions: [dawidd6/action-ansible-playbook], unless: [--check, --syntax-check, --list-tasks] }
  - { name: remote commands, does: deploy, commands: ["rsync -e|--rsh"], actions: [appleboy/ssh-action, appleboy/scp-action, easingthemes/ssh-deploy, burnett01/rsync-deployments] }
  - { name: Nomad, does: deploy, commands: ["nomad job run", "nomad run"] }
  - { name: Dokku, does: deploy, actions: [dokku/github-action], commands: ["dokku git:from-image"] }
  - { name: GitHub Pages, does: deploy, actions: [actions/deploy-pages, peaceiris/actions-gh-pages, jamesives/github-pages-deploy-action], commands: ["mkdocs gh-deploy", "gh-pages -d"] }
  - { name: Salesforce, does: deploy, commands: ["sf project deploy", "sfdx force:source:deploy"], unless: [--dry-run, validate] }
  - { name: Shopify, does: deploy, commands: ["shopify app deploy", "shopify theme push"] }
  - { name: Expo, does: deploy, commands: ["eas update|submit"] }
  - { name: fastlane, does: deploy, commands: ["fastlane deploy|release|production|beta"] }
  - { name: Deno Deploy, does: deploy, commands: ["deployctl deploy"], actions: [denoland/deployctl] }
  - { name: GitLab deployment, does: deploy, templates: [Deploy.gitlab-ci.yml, Auto-DevOps.gitlab-ci.yml] }

  - { name: npm, does: publish, commands: ["npm publish", "pnpm publish", "yarn publish", "yarn npm publish", "bun publish", "lerna publish", "changeset publish", "semantic-release", "np"], actions: [changesets/action, jsdevtools/npm-publish, cycjimmy/semantic-release-action], unless: [--dry-run] }
  - { name: PyPI, does: publish, commands: ["twine upload", "poetry publish", "uv publish", "flit publish", "hatch publish", "pdm publish", "maturin publish|upload"], actions: [pypa/gh-action-pypi-publish], unless: [--dry-run, "-r testpypi", "--repository testpypi", "repository-url: https://test.pypi.org/legacy/"] }
  - { name: crates.io, does: publish, commands: ["cargo publish", "cargo release", "release-plz release"], actions: [katyo/publish-crates, release-plz/action], unless: [--dry-run, -n] }
  - { name: RubyGems, does: publish, commands: ["gem push", "rake release"], actions: [rubygems/release-gem] }
  - { name: Maven Central, does: publish, commands: ["mvn deploy", "mvn release:perform", "gradle publish|publishToMavenCentral|publishToSonatype"] }
  - { name: CocoaPods, does: publish, commands: ["pod trunk push", "pod repo push"] }
  - { name: NuGet, does: publish, commands: ["dotnet nuget push", "nuget push"] }
  - { name: container registry, does: publish, commands: ["docker push", "podman push", "docker buildx build --push", "docker build --push", "crane push|copy", "skopeo copy", "ko build|publish"] }
  - { name: Docker action, does: publish, actions: [docker/build-push-action], only-with: ["push:", type=registry], unless: ["push: false"] }
  - { name: GitHub release, does: publish, commands: ["gh release create", "goreleaser release", "goreleaser"], actions: [softprops/action-gh-release, goreleaser/goreleaser-action, ncipollo/release-action, actions/create-release, googleapis/release-please-action], unless: [--snapshot, --skip-publish, --skip=publish, check, build] }
  - { name: Packagist and Hex, does: publish, commands: ["mix hex.publish"] }
  - { name: pub.dev, does: publish, commands: ["dart pub publish", "flutter pub publish"], unless: [--dry-run, -n] }
  - { name: app stores, does: publish, commands: ["vsce publish", "ovsx publish", "web-ext sign", "xcrun altool", "snapcraft upload"], actions: [r0adkll/upload-google-play, apple-actions/upload-testflight-build, haaLeo/publish-vscode-extension] }

"""###,
    "Policies/pipelines/scans.yaml": ###"""
# Programs that pipelines run to look for faults, and the signs by which their use is seen: actions of
# GitHub, commands, container images, orbs of CircleCI, templates of GitLab. `fails` says when a finding
# makes the tool fail by itself: what only reports does not stop a deployment.
tools:
  # Analysis of source code
  - name: CodeQL
    does: sast
    actions: [github/codeql-action/analyze]
    commands: [codeql database analyze]
    fails: never
  - name: Semgrep
    does: sast
    actions: [semgrep/semgrep-action, returntocorp/semgrep-action]
    commands: [semgrep ci]
    images: [semgrep/semgrep, returntocorp/semgrep]
    orbs: [semgrep/*]
    passes-with: [--no-suppress-errors, --dry-run]
  - name: Semgrep scan
    does: sast
    commands: [semgrep scan, "semgrep --config", opengrep scan]
    fails: on-request
    fails-with: [--error]
    narrowed-by: [--severity]
  - { name: Bandit, does: sast, actions: [pycqa/bandit-action], commands: [bandit], passes-with: [--exit-zero], narrowed-by: [-l, -ll, -lll, --severity-level, --confidence-level] }
  - { name: gosec, does: sast, actions: [securego/gosec], commands: [gosec], images: [securego/gosec], passes-with: [-no-fail], narrowed-by: [-severity, -confidence, -exclude] }
  - { name: Brakeman, does: sast, commands: [brakeman], passes-with: [--no-exit-on-warn], narrowed-by: [-w, --confidence-level] }
  - { name: SonarQube, does: sast, actions: [sonarsource/sonarcloud-github-action, sonarsource/sonarqube-scan-action], commands: [sonar-scanner, sonar, "mvn sonar:sonar", "gradle sonar|sonarqube"], images: [sonarsource/sonar-scanner-cli], orbs: [sonarsource/sonarcloud], fails: on-request, fails-with: [-Dsonar.qualitygate.wait=true, "-Dsonar.qualitygate.wait", --qualitygate] }
  - { name: SonarQube quality gate, does: sast, actions: [sonarsource/sonarqube-quality-gate-action, sonarsource/sonarcloud-quality-gate-action] }
  - { name: Snyk Code, does: sast, commands: [snyk code test], narrowed-by: [--severity-threshold] }
  - { name: njsscan, does: sast, actions: [ajinabraham/njsscan-action], commands: [njsscan], passes-with: [--exit-warning] }
  - { name: Psalm taint analysis, does: sast, commands: [psalm --taint-analysis] }
  - { name: SpotBugs, does: sast, commands: ["mvn spotbugs:check", "gradle spotbugsMain"] }
  - { name: Checkmarx, does: sast, actions: [checkmarx/ast-github-action], commands: [cx scan create], images: [checkmarx/ast-cli], fails: on-request, fails-with: [--threshold] }
  - { name: Veracode, does: sast, actions: [veracode/veracode-pipeline-scan-action, veracode/veracode-uploadandscan-action], narrowed-by: ["fail_on_severity:"] }
  - { name: Fortify, does: sast, actions: [fortify/github-action], commands: [scancentral] }
  - { name: DevSkim, does: sast, actions: [microsoft/devskim-action], commands: [devskim analyze], fails: never }
  - { name: MobSF, does: sast, actions: [mobsf/mobsfscan], commands: [mobsfscan] }
  - { name: Horusec, does: sast, commands: [horusec start], fails: on-request, fails-with: [--return-error, -e] }
  - { name: Bearer, does: sast, actions: [bearer/bearer-action], commands: [bearer scan], images: [bearer/bearer], passes-with: ["--exit-code 0"], narrowed-by: [--severity, --fail-on-severity] }
  - { name: zizmor, does: [sast, iac-scan], actions: [zizmorcore/zizmor-action, woodruffw/zizmor-action], commands: [zizmor], passes-with: [--no-exit-codes, "--format sarif"], narrowed-by: [--min-severity, --min-confidence] }
  - { name: GitLab SAST, does: sast, templates: [SAST.gitlab-ci.yml], fails: never }
  - { name: eslint-plugin-security, does: lint, commands: [eslint], passes-with: [--quiet-exit] }

  # Known faults of dependencies
  - { name: npm audit, does: dependency-audit, commands: ["npm audit", "pnpm audit", "yarn audit", "yarn npm audit", "bun audit"], unless: [fix, signatures], narrowed-by: [--audit-level, --severity, --production, --prod, --omit, --level, --groups] }
  - { name: audit-ci, does: dependency-audit, commands: [audit-ci, better-npm-audit, npm-audit-resolver], passes-with: [--report-only] }
  - { name: pip-audit, does: dependency-audit, actions: [pypa/gh-action-pip-audit, trailofbits/gh-action-pip-audit], commands: [pip-audit, "pip audit", "uv audit"], passes-with: [--dry-run, "internal-be-careful-allow-failure: true"], narrowed-by: [--ignore-vuln, "ignore-vulns:"] }
  - { name: Safety, does: dependency-audit, actions: [pyupio/safety-action], commands: [safety check, safety scan], passes-with: [--continue-on-error], narrowed-by: [-i, --ignore] }
  - { name: OSV-Scanner, does: dependency-audit, actions: [google/osv-scanner-action, google/osv-scanner-action/osv-scanner-action, google/osv-scanner-action/.github/workflows/osv-scanner-reusable.yml], commands: [osv-scanner], images: [ghcr.io/google/osv-scanner, ghcr.io/google/osv-scanner-action], passes-with: ["fail-on-vuln: false"] }
  - { name: cargo audit, does: dependency-audit, actions: [rustsec/audit-check, actions-rs/audit-check, actions-rust-lang/audit], commands: [cargo audit, cargo-audit], narrowed-by: [--ignore] }
  - { name: cargo deny, does: dependency-audit, actions: [embarkstudios/cargo-deny-action], commands: [cargo deny, cargo-deny] }
  - { name: bundler-audit, does: dependency-audit, commands: [bundle-audit, bundler-audit, "bundle audit"], narrowed-by: [--ignore, -i] }
  - { name: govulncheck, does: dependency-audit, actions: [golang/govulncheck-action], commands: [govulncheck], passes-with: [-json, "-format json", "-format sarif", "output-format: sarif"] }
  - { name: nancy, does: dependency-audit, actions: [sonatype-nexus-community/nancy-github-action], commands: [nancy sleuth] }
  - { name: OWASP Dependency-Check, does: dependency-audit, actions: [dependency-check/dependency-check_action], commands: [dependency-check, dependency-check.sh, "mvn org.owasp:dependency-check-maven:check|dependency-check:check", "gradle dependencyCheckAnalyze"], images: [owasp/dependency-check], fails: on-request, fails-with: [--failOnCVSS, -DfailBuildOnCVSS] }
  - { name: Snyk, does: dependency-audit, actions: [snyk/actions/*], commands: [snyk test], orbs: [snyk/scan, snyk/*], images: [snyk/snyk], narrowed-by: [--severity-threshold, --fail-on], passes-with: ["command: monitor"] }
  - { name: Dependency review, does: dependency-audit, actions: [actions/dependency-review-action], passes-with: ["warn-only: true"], narrowed-by: ["fail-on-severity:", "allow-ghsas:"] }
  - { name: composer audit, does: dependency-audit, commands: [composer audit, local-php-security-checker], narrowed-by: [--no-dev] }
  - { name: dotnet vulnerable packages, does: dependency-audit, commands: ["dotnet list package --vulnerable"], fails: never }
  - { name: mix audit, does: dependency-audit, commands: [mix deps.audit, mix hex.audit] }
  - { name: Retire.js, does: dependency-audit, commands: [retire], narrowed-by: [--severity], passes-with: ["--exitwith 0"] }
  - { name: GitLab dependency scanning, does: dependency-audit, templates: [Dependency-Scanning.gitlab-ci.yml, Dependency-Scanning.latest.gitlab-ci.yml], fails: never }
  - { name: Socket, does: dependency-audit, commands: [socket ci, socketcli], actions: [socketdev/action] }
  - { name: Grype, does: [dependency-audit, container-scan], commands: [grype], images: [anchore/grype], fails: on-request, fails-with: [-f, --fail-on] }
  - { name: Anchore scan action, does: [dependency-audit, container-scan], actions: [anchore/scan-action], passes-with: ["fail-build: false"], narrowed-by: ["severity-cutoff:"] }

  # Secrets in code and history
  - { name: Gitleaks, does: secret-scan, actions: [gitleaks/gitleaks-action, zricethezav/gitleaks-action], commands: ["gitleaks detect|git|dir|protect"], images: [zricethezav/gitleaks, gitleaks/gitleaks, ghcr.io/gitleaks/gitleaks], passes-with: ["--exit-code 0"], narrowed-by: [--no-git] }
  - { name: TruffleHog action, does: secret-scan, actions: [trufflesecurity/trufflehog] }
  - { name: TruffleHog, does: secret-scan, commands: ["trufflehog git|filesystem|github|docker"], images: [trufflesecurity/trufflehog], fails: on-request, fails-with: [--fail] }
  - { name: detect-secrets, does: secret-scan, commands: [detect-secrets-hook, "detect-secrets audit"] }
  - { name: GitGuardian, does: secret-scan, actions: [gitguardian/ggshield-action, gitguardian/ggshield/actions/secret], commands: [ggshield secret scan, ggshield scan], images: [gitguardian/ggshield], orbs: [gitguardian/ggshield], passes-with: [--exit-zero] }
  - { name: git-secrets, does: secret-scan, commands: [git secrets --scan|--scan-history, git-secrets] }
  - { name: Talisman, does: secret-scan, commands: [talisman] }
  - { name: Kingfisher, does: secret-scan, commands: [kingfisher scan] }
  - { name: Nosey Parker, does: secret-scan, commands: [noseyparker report], fails: never }
  - { name: GitLab secret detection, does: secret-scan, templates: [Secret-Detection.gitlab-ci.yml], fails: never }
  - { name: Avouch secrets, does: secret-scan, commands: [avouch scan secrets] }
  - { name: Avouch dependencies, does: dependency-audit, commands: [avouch scan dependencies] }

  # Container images
  - { name: Trivy, does: [container-scan, dependency-audit], commands: ["trivy image|fs|filesystem|repo|rootfs|sbom"], images: [aquasec/trivy, ghcr.io/aquasecurity/trivy], fails: on-request, fails-with: [--exit-code], passes-with: ["--exit-code 0"], narrowed-by: [--severity, --ignore-unfixed] }
  - { name: Trivy action, does: [container-scan, dependency-audit], actions: [aquasecurity/trivy-action], fails: on-request, fails-with: ["exit-code:"], passes-with: ["exit-code: 0"], narrowed-by: ["severity:", "ignore-unfixed: true"], unless: ["scan-type: config"] }
  - { name: Trivy configuration, does: iac-scan, commands: [trivy config], actions: [aquasecurity/trivy-action], fails: on-request, fails-with: [--exit-code, "exit-code:"], passes-with: ["--exit-code 0", "exit-code: 0"], narrowed-by: [--severity, "severity:"], unless: ["scan-type: fs", "scan-type: image", "scan-type: repo", "image-ref:"] }
  - { name: Docker Scout, does: container-scan, actions: [docker/scout-action], commands: [docker scout cves], fails: on-request, fails-with: [--exit-code, -e, "exit-code: true"], narrowed-by: [--only-severity, "only-severities:"] }
  - { name: Snyk Container, does: container-scan, commands: [snyk container test], narrowed-by: [--severity-threshold] }
  - { name: Clair, does: container-scan, commands: [clairctl report, clair-scanner] }
  - { name: Dockle, does: container-scan, actions: [erzz/dockle-action], commands: [dockle], fails: on-request, fails-with: [--exit-code, "exit-code:"] }
  - { name: GitLab container scanning, does: container-scan, templates: [Container-Scanning.gitlab-ci.yml], fails: never }

  # Configuration of infrastructure
  - { name: Checkov, does: iac-scan, actions: [bridgecrewio/checkov-action], commands: [checkov], images: [bridgecrew/checkov], passes-with: [--soft-fail, -s, "soft_fail: true"], narrowed-by: [--soft-fail-on, --skip-check, "skip_check:", "soft_fail_on:"] }
  - { name: tfsec, does: iac-scan, actions: [aquasecurity/tfsec-action, aquasecurity/tfsec-sarif-action], commands: [tfsec], images: [aquasec/tfsec], passes-with: [--soft-fail, -s, "soft_fail: true"], narrowed-by: [--minimum-severity, -m] }
  - { name: KICS, does: iac-scan, actions: [checkmarx/kics-github-action], commands: [kics scan], images: [checkmarx/kics], passes-with: ["--ignore-on-exit all", "--ignore-on-exit results", "ignore_on_exit: results"], narrowed-by: [--fail-on, "fail_on:"] }
  - { name: Terrascan, does: iac-scan, actions: [tenable/terrascan-action], commands: [terrascan scan] }
  - { name: Conftest, does: iac-scan, commands: [conftest test], images: [openpolicyagent/conftest] }
  - { name: Kubescape, does: iac-scan, actions: [kubescape/github-action], commands: [kubescape scan], fails: on-request, fails-with: [--compliance-threshold, --severity-threshold, "failedthreshold:", "severitythreshold:"] }
  - { name: kube-linter, does: iac-scan, actions: [stackrox/kube-linter-action], commands: [kube-linter lint] }
  - { name: Snyk IaC, does: iac-scan, commands: [snyk iac test], narrowed-by: [--severity-threshold] }
  - { name: cfn-nag, does: iac-scan, commands: [cfn_nag_scan, cfn_nag], actions: [stelligent/cfn_nag] }
  - { name: TFLint, does: lint, actions: [terraform-linters/tflint-action], commands: [tflint], passes-with: [--force] }
  - { name: Avouch, does: iac-scan, commands: [avouch check, avouch scan configuration] }

  # Tests
  - { name: tests of JavaScript, does: tests, commands: [jest, vitest, mocha, ava, tap, playwright test, cypress run, karma start, "bun test", "node --test", "deno test", "nx test"], passes-with: [--passWithNoTests] }
  - { name: tests of Python, does: tests, commands: [pytest, py.test, unittest, tox, nox, "python -m unittest", "manage.py test"] }
  - { name: tests of Go, does: tests, commands: [go test, gotestsum] }
  - { name: tests of Rust, does: tests, commands: [cargo test, "cargo nextest run", cargo-nextest] }
  - { name: tests of Java, does: tests, commands: ["mvn test|verify|package|install|deploy", "gradle test|check|build"], passes-with: [-DskipTests, -Dmaven.test.skip=true, "-x test"] }
  - { name: tests of Ruby, does: tests, commands: [rspec, rake test, rails test, "bin/rails test", minitest] }
  - { name: tests of PHP, does: tests, commands: [phpunit, pest] }
  - { name: tests of Swift, does: tests, commands: [swift test, "xcodebuild test"] }
  - { name: tests of .NET, does: tests, commands: [dotnet test] }
  - { name: tests of Elixir, does: tests, commands: [mix test] }
  - { name: tests of Dart, does: tests, commands: ["flutter test", "dart test"] }
  - { name: tests of C and C++, does: tests, commands: [ctest, "make test|check"] }

  # Style and types
  - { name: linters of JavaScript, does: lint, commands: [tsc, biome check, "biome ci", "prettier --check", oxlint, standard] }
  - { name: linters of Python, does: lint, commands: [ruff check, flake8, pylint, mypy, pyright, "black --check"], passes-with: [--exit-zero] }
  - { name: linters of Go, does: lint, actions: [golangci/golangci-lint-action], commands: [golangci-lint run, "go vet", staticcheck], passes-with: ["--issues-exit-code 0"] }
  - { name: Clippy, does: lint, commands: [cargo clippy, "cargo fmt --check"] }
  - { name: RuboCop, does: lint, commands: [rubocop], passes-with: ["--fail-level fatal"] }
  - { name: linters of PHP, does: lint, commands: [phpstan analyse, phpcs, psalm] }
  - { name: Hadolint, does: lint, actions: [hadolint/hadolint-action], commands: [hadolint], images: [hadolint/hadolint], passes-with: [--no-fail, "no-fail: true"] }
  - { name: ShellCheck, does: lint, actions: [ludeeus/action-shellcheck], commands: [shellcheck] }
  - { name: actionlint, does: lint, actions: [rhysd/actionlint], commands: [actionlint] }
  - { name: Super-Linter, does: lint, actions: [super-linter/super-linter, github/super-linter, super-linter/super-linter/slim], passes-with: ["disable_errors: true"] }
  - { name: pre-commit, does: lint, actions: [pre-commit/action], commands: ["pre-commit run", "prek run"] }

  # Lists of components, signatures
  - { name: Syft, does: sbom, actions: [anchore/sbom-action], commands: [syft], images: [anchore/syft] }
  - { name: CycloneDX, does: sbom, actions: [cyclonedx/gh-node-module-generatebom, cyclonedx/gh-python-generate-sbom, cyclonedx/gh-dotnet-generate-sbom], commands: [cyclonedx-npm, cyclonedx-py, cyclonedx-gomod, cdxgen, cyclonedx, cargo-cyclonedx, "cargo cyclonedx", "npm sbom", "mvn org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom", "gradle cyclonedxBom"] }
  - { name: Avouch list of components, does: sbom, commands: [avouch sbom] }
  - { name: Trivy list of components, does: sbom, commands: ["trivy fs|image|repo --format"] }
  - { name: cosign, does: signing, commands: ["cosign sign|sign-blob|attest"] }
  - { name: Attestation of provenance, does: signing, actions: [actions/attest-build-provenance, actions/attest, actions/attest-sbom, slsa-framework/slsa-github-generator/*, sigstore/gh-action-sigstore-python] }
  - { name: GnuPG signature, does: signing, commands: ["gpg --detach-sign|--sign|--clearsign|-b"] }
  - { name: minisign, does: signing, commands: [minisign -S, avouch sign] }

  # Backups before a deployment
  - { name: dump of PostgreSQL, does: backup-before-deploy, commands: [pg_dump, pg_dumpall, pg_basebackup, pgbackrest backup, "wal-g backup-push", "barman backup"] }
  - { name: dump of MySQL, does: backup-before-deploy, commands: [mysqldump, mariadb-dump, mydumper, xtrabackup] }
  - { name: dump of MongoDB, does: backup-before-deploy, commands: [mongodump] }
  - { name: snapshot of Amazon RDS, does: backup-before-deploy, commands: ["aws rds create-db-snapshot|create-db-cluster-snapshot", "aws dynamodb create-backup", "aws backup start-backup-job", "aws ec2 create-snapshot"] }
  - { name: backup of Google Cloud SQL, does: backup-before-deploy, commands: ["gcloud sql backups create", "gcloud sql export"] }
  - { name: backup of Azure, does: backup-before-deploy, commands: ["az postgres flexible-server backup create", "az sql db export"] }
  - { name: backup of a platform, does: backup-before-deploy, commands: ["heroku pg:backups:capture", "fly postgres backup create", "supabase db dump", "velero backup create", "restic backup", "borg create", "pscale backup create"] }

"""###,
    "Policies/secrets/1password.yaml": ###"""
provider: 1Password
rules:
  - id: 1password-service-account-token
    title: 1Password service account token
    pattern: '(?<![0-9A-Za-z])ops_eyJ[0-9A-Za-z+/_-]{200,2000}={0,3}'
    keywords: ['ops_eyJ']
    severity: critical
    validate: base64-json
    token-length: 207
    window: 4096
    allows: Reading the vaults it was given
    revoke: https://developer.1password.com/docs/service-accounts/manage-service-accounts/
    examples:
      match:
        - ['op', 's_eyJzaWduSW5BZGRyZXNzIjogImFjbWUuMXBhc3N3b3JkLmNvbSIsICJ1c2VyQXV0aCI6IHsibWV0aG9kIjogIlNSUGctNDA5NiJ9LCAiZW1haWwiOiAiOW45MTBsRmJkQl', 'JhQDFwYXNzd29yZHNlcnZpY2VhY2NvdW50cy5jb20iLCAic2VjcmV0S2V5Ij', 'ogIlEzVDZEWlJSNEg4Nk1UTUQ2Vlc4REkzSFU0IiwgIm11ayI6IHsiayI6ICJNbzRSb0tYeEtkWTlIUmlQUFQwX2hOWkdxbWVPVUw1azFZeXhsbHcwRXNVIn19']
      no-match:
        - ['op', 's_eyJ6vVIO9TRjz3b0J2nM4pkeK3iGpoUO5nZyT6svWsR']
  - id: 1password-secret-key
    title: 1Password secret key
    pattern: '(?<![0-9A-Za-z_-])A3-[A-Z0-9]{6}-[A-Z0-9]{6}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}(?![0-9A-Za-z_-])|(?<![0-9A-Za-z_-])A3-[A-Z0-9]{6}-[A-Z0-9]{11}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}(?![0-9A-Za-z_-])'
    keywords: ['A3-']
    severity: high
    minimum-entropy: 3.5
    token-length: 34
    allows: 'With the password: the whole account'
    revoke: https://support.1password.com/secret-key-security/
    examples:
      match:
        - ['A', '3-3B762D-LHI8HLE4KHE-64977-B0U96-3EGO8']
      no-match:
        - ['A', '3-5CMAOX-DU3ER1JCIDR-UBEIA']

"""###,
    "Policies/secrets/adafruit.yaml": ###"""
provider: Adafruit
rules:
  - id: adafruit-io-key
    title: Adafruit IO key
    pattern: '(?<![0-9A-Za-z])aio_[0-9A-Za-z]{28}(?![0-9A-Za-z])'
    keywords: ['aio_']
    severity: medium
    minimum-entropy: 3.5
    token-length: 32
    allows: Reading and writing the feeds of the account
    revoke: https://learn.adafruit.com/welcome-to-adafruit-io
    examples:
      match:
        - ['ai', 'o_eOgd23eOp1ARVjVEeNJPXGyijpXU']
        - ['token: "ai', 'o_L8tuPmXyNcizRcEneZHbEyVsDncP"']
      no-match:
        - ['ai', 'o_L8tuPmXyNcizRc']
        - ['ai', 'o_xxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/adobe.yaml": ###"""
provider: Adobe
rules:
  - id: adobe-client-secret
    title: Adobe OAuth client secret
    pattern: '(?<![0-9A-Za-z_-])p8e-[0-9A-Za-z_-]{32}(?![0-9A-Za-z_-])'
    keywords: ['p8e-']
    severity: high
    minimum-entropy: 4
    token-length: 36
    allows: Getting tokens as the application
    revoke: https://developer.adobe.com/developer-console/docs/guides/authentication/
    examples:
      match:
        - ['p8', 'e-wmiFSzWonT26uRQnB-bq1AnCSSGHILWr']
        - ['token: "p8', 'e-J3mJsAbAmyOC58tuT2DJAxeCQeTjZpMT"']
      no-match:
        - ['p8', 'e-J3mJsAbAmyOC58tu']
        - ['p8', 'e-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/age.yaml": ###"""
provider: age
rules:
  - id: age-secret-key
    title: age encryption identity
    pattern: '(?<![0-9A-Za-z])AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}(?![0-9A-Za-z])'
    keywords: ['AGE-SECRET-KEY-1']
    severity: critical
    validate: bech32
    token-length: 74
    allows: Decrypting every file made for it
    revoke: https://github.com/FiloSottile/age
    examples:
      match:
        - ['AGE-S', 'ECRET-KEY-1XZ2JEGW5WPV0KH6N4049VMLHEM732S4JFU9W94KVTHACU075RPKQ4EMP7S']
      no-match:
        - ['AGE-S', 'ECRET-KEY-1XZ2JEGW5WPV0KH6N4049VMLHEM732S4JFU9W94KVTHACU075RPKQ4EMP7Q']

"""###,
    "Policies/secrets/aikido.yaml": ###"""
provider: Aikido
rules:
  - id: aikido-client-secret
    title: Aikido client secret
    pattern: '(?<![0-9A-Za-z])AIK_SECRET_[0-9A-Za-z]{64}(?![0-9A-Za-z])'
    keywords: ['AIK_SECRET_']
    severity: high
    minimum-entropy: 4
    token-length: 75
    allows: Reading findings and changing settings of the workspace
    revoke: https://help.aikido.dev/
    examples:
      match:
        - ['AIK_', 'SECRET_cqaes9dqFEtGdM199c6cMr9oWXyY0bKhSRBorW54ttpIAWKMN8vYDT0FKfdzwney']
        - ['token: "AIK_', 'SECRET_Z5mHMtVecLyqH1yrTbc2NKcrhkHQIZlZE37wU6jhXiH2bTRRKMXLLbMQkc6auP0p"']
      no-match:
        - ['AIK_', 'SECRET_Z5mHMtVecLyqH1yrTbc2NKcrhkHQIZlZ']
        - ['AIK_', 'SECRET_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/airtable.yaml": ###"""
provider: Airtable
rules:
  - id: airtable-token
    title: Airtable personal access token
    pattern: '(?<![0-9A-Za-z])pat[0-9A-Za-z]{14}\.[0-9a-f]{64}(?![0-9A-Za-z])'
    keywords: ['pat']
    severity: high
    minimum-entropy: 3
    token-length: 82
    allows: Reading and changing bases
    revoke: https://airtable.com/developers/web/guides/personal-access-tokens
    examples:
      match:
        - ['pa', 'tGVU0trDv0y2pLD.d2c315fc4005a3d176c72b0790950996c44dc5b0b3cd4380566ca1c9479cf92c']
      no-match:
        - ['pa', 'tiLZL9fVipxKQEq.8dd2a43b43e31d5b9937']

"""###,
    "Policies/secrets/aiven.yaml": ###"""
provider: Aiven
rules:
  - id: aiven-service-password
    title: Aiven service password
    pattern: '(?<![0-9A-Za-z_-])AVNS_[0-9A-Za-z_-]{19}(?![0-9A-Za-z_-])'
    keywords: ['AVNS_']
    severity: critical
    minimum-entropy: 3.5
    token-length: 24
    allows: Reading and changing the database
    revoke: https://aiven.io/docs/platform/howto/manage-authentication
    examples:
      match:
        - ['AV', 'NS_d7qQui8ugfg49FPtane']
        - ['token: "AV', 'NS_0EzE3L7ueIlMCbW9HyG"']
      no-match:
        - ['AV', 'NS_0EzE3L7ue']
        - ['AV', 'NS_xxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/alchemy.yaml": ###"""
provider: Alchemy
rules:
  - id: alchemy-key
    title: Alchemy key in an address
    pattern: '[0-9a-z-]{3,40}\.(?:g\.)?alchemy(?:api\.io|\.com)/v2/([0-9A-Za-z_-]{32})(?![0-9A-Za-z_-])'
    keywords: ['.alchemy.com/v2/', '.alchemyapi.io/v2/']
    capture: 1
    severity: medium
    minimum-entropy: 3.5
    allows: 'Calling nodes at the account''s cost'
    revoke: https://www.alchemy.com/docs/how-to-use-api-keys-in-http-headers
    examples:
      match:
        - ['https://eth-mainnet.g.alch', 'emy.com/v2/rQHsLrf6OtkYgu2n87yzdodF5ZtZ5XBy']
      no-match:
        - ['https://eth-mainnet.g.alch', 'emy.com/v2/your-api-key']

"""###,
    "Policies/secrets/algolia.yaml": ###"""
provider: Algolia
rules:
  - id: algolia-admin-key
    title: Algolia API key
    pattern: '[0-9a-f]{32}'
    assigned-to: [algolia]
    severity: medium
    minimum-entropy: 2.5
    form: mixed
    allows: Reading, or changing, indexes
    revoke: https://www.algolia.com/doc/guides/security/api-keys/
    examples:
      match:
        - ['AL', 'GOLIA_ADMIN_KEY="3e', '8d0d341f61b4b9945ae6cf4b8a9df7"']
        - ['al', 'golia_admin_key: 63', 'f2740db081bedd9ce3be411f880b55']
      no-match:
        - ['AL', 'GOLIA_ADMIN_KEY="2b', '472969d023cf"']
        - ['other_admin_key = "2b', '472969d023cf957b8f1c565601e3c0"']
        - ['AL', 'GOLIA_ADMIN_KEY="xx', '000000x000xx000x0x0x000000x0x0"']

"""###,
    "Policies/secrets/alibaba-cloud.yaml": ###"""
provider: Alibaba Cloud
rules:
  - id: alibaba-access-key
    title: Alibaba Cloud access key identifier
    pattern: '(?<![0-9A-Za-z])LTAI[0-9A-Za-z]{16,20}(?![0-9A-Za-z])'
    keywords: ['LTAI']
    severity: high
    minimum-entropy: 3.5
    token-length: 20
    allows: 'With its secret: everything the user may do'
    revoke: https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair
    examples:
      match:
        - ['LT', 'AIkLKgcsqvkqCJT67pyefb']
        - ['token: "LT', 'AIZvz6N0qBTI2UPq5NFn6F"']
      no-match:
        - ['LT', 'AIZvz6N0qB']
        - ['LT', 'AIxxxxxxxxxxxxxxxxxxxx']
  - id: alibaba-access-secret
    title: Alibaba Cloud access key secret
    pattern: '[0-9A-Za-z]{30}'
    assigned-to: [alibaba, aliyun]
    severity: critical
    minimum-entropy: 3.5
    form: mixed
    allows: Everything the user may do
    revoke: https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair
    examples:
      match:
        - ['AL', 'IBABA_ACCESS_KEY_SECRET="Aw', '5R5E8QKQ3hYzasZIm4Dk3GRXlMq4"']
        - ['al', 'ibaba_access_key_secret: li', 'm8RTIRo1aImMonLE9N3x5CpbRMAf']
      no-match:
        - ['AL', 'IBABA_ACCESS_KEY_SECRET="8d', 'KJElF5Rrsf3"']
        - ['other_access_key_secret = "8d', 'KJElF5Rrsf3uMhDNfhBa8pni8GIZ"']
        - ['AL', 'IBABA_ACCESS_KEY_SECRET="xx', 'xxxxx0xxxx0xxxxxxxxx0xxx0xxx"']

"""###,
    "Policies/secrets/amazon-selling-partner.yaml": ###"""
provider: Amazon Selling Partner
rules:
  - id: amazon-seller-client-secret
    title: Login with Amazon client secret
    pattern: '(?<![0-9A-Za-z])amzn1\.oa2-cs\.v1\.[0-9a-f]{64}(?![0-9A-Za-z])'
    keywords: ['amzn1.oa2-cs.v1.']
    severity: high
    minimum-entropy: 3.5
    token-length: 80
    allows: Getting tokens for sellers as the application
    revoke: https://developer-docs.amazon.com/sp-api/docs/rotating-your-apps-lwa-credentials
    examples:
      match:
        - ['amzn1', '.oa2-cs.v1.cce0693de27e4a8728a1ba1b6eae971dba2a8ce39c45ab1fc8683da593c16023']
        - ['token: "amzn1', '.oa2-cs.v1.6e200e7e158a721d53e0f8863911597b0984b38bec0b9553a49fa8cde9fa731c"']
      no-match:
        - ['amzn1', '.oa2-cs.v1.6e200e7e158a721d53e0f8863911597b']
        - ['amzn1', '.oa2-cs.v1.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
  - id: amazon-mws-token
    title: Amazon Marketplace Web Service token
    pattern: '(?<![0-9A-Za-z])amzn\.mws\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])'
    keywords: ['amzn.mws.']
    severity: high
    minimum-entropy: 3.5
    token-length: 45
    allows: Reading and changing the orders of a seller
    revoke: https://developer-docs.amazon.com/sp-api/docs/rotating-your-apps-lwa-credentials
    examples:
      match:
        - ['amzn', '.mws.1339fbee-b799-b2ab-bdcd-0c0ead770cb5']
        - ['token: "amzn', '.mws.57b4495f-fbcb-01ca-f2b3-38ef3eb537e7"']
      no-match:
        - ['amzn', '.mws.57b4495f-fbcb-01ca']
        - ['amzn', '.mws.xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx']

"""###,
    "Policies/secrets/amplitude.yaml": ###"""
provider: Amplitude
rules:
  - id: amplitude-secret-key
    title: Amplitude secret key
    pattern: '[0-9a-f]{32}'
    assigned-to: [amplitude]
    severity: medium
    minimum-entropy: 3
    form: mixed
    allows: Exporting events of users
    revoke: https://amplitude.com/docs/apis/authentication
    examples:
      match:
        - ['AM', 'PLITUDE_SECRET_KEY="b5', '8b9f1ff9d78491159fc254a717c0e4"']
        - ['am', 'plitude_secret_key: e6', 'bfce8b67338804fc034dd07f5959a8']
      no-match:
        - ['AM', 'PLITUDE_SECRET_KEY="a9', 'dbabbf2e844c"']
        - ['other_secret_key = "a9', 'dbabbf2e844caf6b10b96088cccf82"']
        - ['AM', 'PLITUDE_SECRET_KEY="xx', 'xxxxxx0x000xxx0x00x00000xxxx00"']

"""###,
    "Policies/secrets/ansible.yaml": ###"""
provider: Ansible
rules:
  - id: ansible-vault
    title: Ansible Vault text under a password
    pattern: '\$ANSIBLE_VAULT;1\.[12];AES256[^\n]{0,60}\r?\n(?:[ \t]{0,24}[0-9a-f]{80}\r?\n){2}'
    keywords: ['$ANSIBLE_VAULT;']
    severity: low
    minimum-entropy: 2.5
    allows: 'With its password, which can be guessed offline: what is inside'
    revoke: https://docs.ansible.com/ansible/latest/vault_guide/index.html
    examples:
      match:
        - ['$ANSIBLE', "_VAULT;1.1;AES256\n1360e779153dbd5fb2ba6e88083b29fb9828546992c6370117ee48d7b61d1f445529d2ed831c3a40\nb7d8b8a06974619c1e9511a6df5ed175de28b28eab06d2c78de495ac567be7894d642d90a7238711\n1c34a1002147f96bc01eb28c28670761ca4e6265b81292f35088550e772228072ab470fadcaf0bed\nca8bdc5052a856b395f1c5b19b3f4347d6416e69778d55288dbb44b777a757171dc566b71456aca0\n"]
      no-match:
        - ['$ANSIBLE', "_VAULT;1.1;AES256\n...\n"]

"""###,
    "Policies/secrets/anthropic.yaml": ###"""
provider: Anthropic
rules:
  - id: anthropic-api-key
    title: Anthropic API or admin key
    pattern: '(?<![0-9A-Za-z_-])sk-ant-(?:api03|admin01|oat01|ort01)-[0-9A-Za-z_-]{93}AA(?![0-9A-Za-z_-])'
    keywords: ['sk-ant-']
    severity: critical
    minimum-entropy: 3.5
    token-length: 108
    allows: 'Calling models at the account''s cost'
    revoke: https://support.anthropic.com/en/articles/9767949
    examples:
      match:
        - ['sk-', 'ant-api03-PiTPIpBxOjhzJ7ZqwWhz5kYDhGEf2C05Ix2ziQ905aTrpEFetagiXJGV114w4iifPLklEWTGoeyqiAUk5Fbn7N8YrmdZ6AA']
      no-match:
        - ['sk-', 'ant-api03-Eba7XTXzwJ8qZt8KsTFMURczocja5FT0LbdzcwD7']
  - id: anthropic-oauth-token
    title: Anthropic OAuth or session token
    pattern: '(?<![0-9A-Za-z_-])(?:sk-ant-oat01-|sk-ant-ort01-|sk-ant-sid01-)[0-9A-Za-z_-]{86,110}(?![0-9A-Za-z_-])'
    keywords: ['sk-ant-oat01-', 'sk-ant-ort01-', 'sk-ant-sid01-']
    severity: high
    minimum-entropy: 4
    token-length: 99
    allows: Using the models as the person who signed in
    revoke: https://docs.anthropic.com/en/api/admin-api/apikeys/get-api-key
    examples:
      match:
        - ['sk-a', 'nt-sid01-bnMZfyveFxu2tj4k5pwt2V4nMbou8PHLWlzERA8T6fWxK9IYZeIV6I3-HhPeGuGzx3vCCOOajNjln56LaZzaIXnSZnckG59d6aLuYZl']
        - ['token: "sk-a', 'nt-sid01-CrRf3xr-I0WfkONaX0hFOph2_8tEEhTdJzg79S5XcJlKDAxiJm0h7zf8o3hjRU_9ZeTmClG7RWocCr5hiJNT5UpOEe2Nf193BV4gsmykdI2_"']
      no-match:
        - ['sk-a', 'nt-sid01-CrRf3xr-I0WfkONaX0hFOph2_8tEEhTdJzg79S5XcJl']
        - ['sk-a', 'nt-sid01-x_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/apify.yaml": ###"""
provider: Apify
rules:
  - id: apify-token
    title: Apify API token
    pattern: '(?<![0-9A-Za-z])apify_api_[0-9A-Za-z]{36}(?![0-9A-Za-z])'
    keywords: ['apify_api_']
    severity: high
    validate: crc32-base62-lower
    token-length: 46
    allows: Running actors and reading stored data
    revoke: https://docs.apify.com/platform/integrations/api
    examples:
      match:
        - ['apif', 'y_api_RoXdORwH2Rv4EhO4fhlplU9lpq4CzW0Xu8S0']
      no-match:
        - ['apif', 'y_api_RoXdORwH2Rv4EhO4fhlplU9lpq4CzW0Xu8Sa']

"""###,
    "Policies/secrets/asaas.yaml": ###"""
provider: Asaas
rules:
  - id: asaas-api-key
    title: Asaas API key
    pattern: '(?<![0-9A-Za-z_])\$?(?:aact_prod_|aact_hmlg_)[0-9A-Za-z]{60,200}(?![0-9A-Za-z])'
    keywords: ['aact_prod_', 'aact_hmlg_']
    severity: critical
    minimum-entropy: 4
    token-length: 70
    allows: Moving money of the account
    revoke: https://docs.asaas.com/docs/authentication
    examples:
      match:
        - ['aac', 't_hmlg_px8Hymp1hT0w9BoF1BqsycmXW6ard7ULKxe2Mhd9DMcWh8iJuY4leymH0Mkz9PjZvri9vb7pxNxNckMewWU']
        - ['token: "aac', 't_prod_1xqyiQercY1hl61JUptGaGCVjSjvA9oHxR2JI5cEwCdS03XBwalZ5eH2CirNYNjOpF1yS7n"']
      no-match:
        - ['aac', 't_prod_1xqyiQercY1hl61JUptGaGCVjSjvA9']
        - ['aac', 't_hmlg_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/asana.yaml": ###"""
provider: Asana
rules:
  - id: asana-token
    title: Asana personal access token
    pattern: '(?<![0-9A-Za-z])[12]/1\d{15}(?:/\d{16})?:[0-9a-f]{32}(?![0-9A-Za-z])'
    keywords: ['1/1', '2/1']
    severity: high
    minimum-entropy: 3
    token-length: 51
    allows: Reading and changing tasks
    revoke: https://developers.asana.com/docs/personal-access-token
    examples:
      match:
        - ['2/', '1240486249420470/9979603447296787:16a35b03c06b1873699a2475c5c4d659']
      no-match:
        - ['2/', '1255166386791972/5750155301395620']

"""###,
    "Policies/secrets/asp-net.yaml": ###"""
provider: ASP.NET
rules:
  - id: asp-net-machine-key
    title: ASP.NET machine key
    pattern: '(?i)(?:validation|decryption)Key\s{0,3}=\s{0,3}["\'']([0-9A-F]{40,128})["\'']'
    keywords: ['validationkey', 'decryptionkey']
    capture: 1
    severity: critical
    minimum-entropy: 3
    followed-by: assignment
    allows: Forging view state, which runs code
    revoke: https://learn.microsoft.com/en-us/dotnet/api/system.web.configuration.machinekeysection
    examples:
      match:
        - ['<machineKey validation', 'Key="6205EC9AE6A24ECDE9968037A115B904AA068D1C6E7DE7E7241D9C40BD1296B99F950C719B9577BAE70B4F34C9FDE2FB3315660D84F56082C5390BDDE4BF3EFE" decryption="AES" />']
        - ['decryption', 'Key="3B9F637A684C5A190FE91DD1C94A4C7F6848459E1DEB3A06E784C62F3C357CB5"']
      no-match:
        - ['<machineKey validation', 'Key="AutoGenerate,IsolateApps" />']
        - ['validation', 'Key="00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"']

"""###,
    "Policies/secrets/assemblyai.yaml": ###"""
provider: AssemblyAI
rules:
  - id: assemblyai-api-key
    title: AssemblyAI API key
    pattern: '[0-9a-f]{32}'
    assigned-to: [assemblyai]
    severity: medium
    minimum-entropy: 3
    form: mixed
    allows: 'Transcribing at the account''s cost'
    revoke: https://www.assemblyai.com/docs/
    examples:
      match:
        - ['AS', 'SEMBLYAI_API_KEY="ea', '5bdb7fc4a01896c80e70ea9d8008be"']
        - ['as', 'semblyai_api_key: d6', '899e30ec05a004900506950ea15ac0']
      no-match:
        - ['AS', 'SEMBLYAI_API_KEY="b4', 'bd712a8e4050"']
        - ['other_api_key = "b4', 'bd712a8e4050d291dbc992c128a64f"']
        - ['AS', 'SEMBLYAI_API_KEY="xx', 'xx000x0x0000x000xxx000x000x00x"']

"""###,
    "Policies/secrets/atlassian.yaml": ###"""
provider: Atlassian
rules:
  - id: atlassian-api-token
    title: Atlassian API token
    pattern: '(?<![0-9A-Za-z])ATATT3xFfGF0[0-9A-Za-z_=-]{120,220}=[0-9A-F]{8}(?![0-9A-Za-z])'
    keywords: ['ATATT3xFfGF0']
    severity: critical
    validate: crc32-hex-suffix
    token-length: 141
    allows: Jira, Confluence and Bitbucket as the person who made it
    revoke: https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/
    examples:
      match:
        - ['ATATT', '3xFfGF0MXhUMK2X8xdihYpW5s5FmGmeqqsgqArb7JTdZabfigaz_go0ArLUetCYeDG-1rV0seLG9puH2-FP8F7yWoFlrw_lH0oAHbeEvzuR2B18zei_gJ-E9cu4CLbMBFlMqhY-BVAvIfHgUsWuApC017pcuXcCLHTWoxN6cksYoL02Al=313C3A8A']
      no-match:
        - ['ATATT', '3xFfGF0MXhUMK2X8xdihYpW5s5FmGmeqqsgqArb7JTdZabfigaz_go0ArLUetCYeDG-1rV0seLG9puH2-FP8F7yWoFlrw_lH0oAHbeEvzuR2B18zei_gJ-E9cu4CLbMBFlMqhY-BVAvIfHgUsWuApC017pcuXcCLHTWoxN6cksYoL02Al=313C3A8b']
  - id: bitbucket-app-password
    title: Bitbucket app password
    pattern: '(?<![0-9A-Za-z])ATBB[0-9A-Za-z]{24}[0-9A-F]{8}(?![0-9A-Za-z])'
    keywords: ['ATBB']
    severity: critical
    validate: crc32-hex-suffix
    token-length: 36
    allows: Bitbucket repositories as the person who made it
    revoke: https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/
    examples:
      match:
        - ['AT', 'BB44gf6wUXaKUApr5JujQzGJs1D4923835']
      no-match:
        - ['AT', 'BB44gf6wUXaKUApr5JujQzGJs1D492383a']

"""###,
    "Policies/secrets/auth0.yaml": ###"""
provider: Auth0
rules:
  - id: auth0-client-secret
    title: Auth0 client secret
    pattern: '[0-9A-Za-z_-]{64}'
    assigned-to: [auth0]
    severity: critical
    minimum-entropy: 4
    form: random
    allows: Getting tokens as the application
    revoke: https://auth0.com/docs/get-started/applications/rotate-client-secret
    examples:
      match:
        - ['AU', 'TH0_CLIENT_SECRET="FB', 'Vnjb6QGy-kdeaossqOAsrYM1lJRWNqovuY3mkedfr69Yhg-r14puK6W-9GFsgL"']
        - ['au', 'th0_client_secret: t2', 'sizJyftjCVWs4b4Outz_lFR8i2G6ERhloYigHO0GOI3BW2JcdnnSLdCal64mL2']
      no-match:
        - ['AU', 'TH0_CLIENT_SECRET="-1', 'iqGRaP2paUXmEZR6MScqiXBQikMb"']
        - ['other_client_secret = "-1', 'iqGRaP2paUXmEZR6MScqiXBQikMbUaJe6mWF7b6h_zjuYq5zEvSvaIn9mEvboU"']
        - ['AU', 'TH0_CLIENT_SECRET="xx', 'xxxxxx0xxxxxxxx0xxxxxxxxxxxxxxxx0xxx0x0x_xxxxx0xxxxxxxx0xxxxxx"']

"""###,
    "Policies/secrets/authress.yaml": ###"""
provider: Authress
rules:
  - id: authress-service-key
    title: Authress service client key
    pattern: '(?<![0-9A-Za-z])(?:sc_|ext_|scauth_|authress_)[0-9A-Za-z]{5,30}\.[0-9A-Za-z]{4,6}\.acc[_-][0-9A-Za-z-]{10,32}\.[0-9A-Za-z+/_=-]{30,120}(?![0-9A-Za-z+/_=-])'
    keywords: ['.acc_', '.acc-']
    severity: high
    minimum-entropy: 4
    allows: Acting as the service
    revoke: https://authress.io/knowledge-base/docs/authorization/service-clients/
    examples:
      match:
        - ['ex', 't_1SB6XjQeQ4ZrbdlpiOA.flhT4.acc_UE4QuZVZAdSG5v.P-6J/HEJfNfino-mgf+TrtQhxfPXgPqUr6n3NL/dV79']
        - ['token: "au', 'thress_JjRV8M.biv3Z5.acc_Nln43XE8IWjgvkiXSBj6Ok.gV+AQJBjh_NUe/hyVbyDwXgI+7XuyIC_6Hm"']
      no-match:
        - ['au', 'thress_JjRV8M.biv3Z5.acc_Nln4']
        - ['au', 'txxxxx_xxxxxxxxxxxxxxxxxxxx.xxxxxx.xxx-xxxxxxxxxxxx-xxxxxxx.xxxxxxxxxxxx/xxxxxxxxxxxxxxx-xx_xxxxxxxxxx']

"""###,
    "Policies/secrets/aws.yaml": ###"""
provider: Amazon Web Services
rules:
  - id: aws-access-key
    title: AWS access key identifier
    pattern: '(?<![0-9A-Za-z])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![0-9A-Za-z])'
    keywords: ['AKIA', 'ASIA', 'ABIA', 'ACCA']
    severity: critical
    validate: aws-access-key
    minimum-entropy: 3
    token-length: 20
    allows: 'With its secret: everything the IAM identity may do'
    revoke: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
    examples:
      match:
        - ['AK', 'IANJGO5JGGUOXXDPS3']
        - ['aws_access_key_id = "AS', 'IA3MF2GQFQKUSINMY4"']
      no-match:
        - ['AK', 'IAIOSFODNN7EXAMPLE']
        - ['AK', 'IAE5IJ4O7GTICN']
        - ['xAK', 'IA2DI54KZWD6UNHTBM']
  - id: aws-secret-key
    title: AWS secret access key
    pattern: '(?i)aws.{0,20}(?:secret|sk|private).{0,20}?(?:=|:|,|=>)\s{0,3}\\?["''`]?([0-9A-Za-z/+]{40})(?![0-9A-Za-z/+=])'
    keywords: ['aws']
    capture: 1
    severity: critical
    minimum-entropy: 4.1
    allows: Everything the IAM identity may do
    revoke: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
    examples:
      match:
        - ['aw', 's_secret_acc', 'ess_key = "weWhRxcHo2e5llVFYrg0/', 'BgnLzvt2yt35Vca6xXS"']
        - ['AW', 'S_SECRET_ACC', 'ESS_KEY=1s8gtaGfvVdFZyQ38qyvRHAWTBlH9964PrppJQaw']
      no-match:
        - ['aw', 's_secret_acc', 'ess_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"']
        - ['aw', 's_secret_sha1: da39a3ee5e6b4b0d3255bfef95601890afd80709']
        - ['aw', 's_secret_acc', 'ess_key = "kwnHdIBvfjQF39xJZs6W2bVFSZOXzo"']
  - id: aws-bedrock-key
    title: Amazon Bedrock API key
    pattern: '(?<![0-9A-Za-z+/])ABSKQmVkcm9ja0FQSUtleS[0-9A-Za-z+/]{80,250}={0,2}'
    keywords: ['ABSKQmVkcm9ja0FQSUtleS']
    severity: high
    minimum-entropy: 4
    token-length: 102
    allows: Calling models on the account
    revoke: https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html
    examples:
      match:
        - ['AB', 'SKQmVkcm9ja0FQSUtleS1DVElQLWF0LTUyNjI5MjE5ODU2MTptYW9ZdElrTkh0cExGYUtwazByaU5DTXQzRXJra3FzOU4wNFE3MFMzN0pDcg==']
      no-match:
        - ['AB', 'SKShB8rpLnxydl5gu4NVHUTEQOgChKM6hBBDGlKvFMVy49pizTDiAqLEkqidYT']

"""###,
    "Policies/secrets/axiom.yaml": ###"""
provider: Axiom
rules:
  - id: axiom-token
    title: Axiom API or personal token
    pattern: '(?<![0-9A-Za-z])(?:xaat-|xapt-)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])'
    keywords: ['xaat-', 'xapt-']
    severity: high
    minimum-entropy: 3.3
    token-length: 41
    validate: uuid
    allows: Sending and reading data
    revoke: https://axiom.co/docs/reference/tokens
    examples:
      match:
        - ['xa', 'pt-f49c3746-ad14-4fa3-a2f8-503b5d7f3f9f']
        - ['token: "xa', 'pt-c7c83cb9-af00-4037-9888-8da38b9925b6"']
      no-match:
        - ['xa', 'pt-c7c83cb9-af00-a037']
        - ['xa', 'pt-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx']

"""###,
    "Policies/secrets/backblaze.yaml": ###"""
provider: Backblaze
rules:
  - id: backblaze-application-key
    title: Backblaze B2 application key
    pattern: '(?i:b2|backblaze)[0-9A-Za-z_.-]{0,24}(?i:key|secret)[0-9A-Za-z_]{0,12}["\''`]?\s{0,3}(?::=|=>|[=:,])\s{0,3}["\''`]?(K00[0-9][0-9A-Za-z+/]{27})(?![0-9A-Za-z+/=])'
    keywords: ['K00']
    capture: 1
    severity: critical
    minimum-entropy: 3.5
    form: random
    allows: Reading and changing the buckets
    revoke: https://www.backblaze.com/docs/cloud-storage-application-keys
    examples:
      match:
        - ['B2_APPLICATION', '_KEY=K0', '05fLCpMOvIwtjCor6FxGCs1APbavk']
        - ['backblaze', '_secret: "K0', '02Iz809ZRavIHt9FSGn9SlCiBSZx0"']
      no-match:
        - ['B2_APPLICATION', '_KEY=K0', '053Z8PnvLOyT']
        - ['OTHER', '_KEY=K0', '05lIZCuT1S6B7NhwqSbx33P5bKfOG']

"""###,
    "Policies/secrets/bitcoin.yaml": ###"""
provider: Bitcoin
rules:
  - id: bitcoin-private-key
    title: Bitcoin private key (WIF)
    pattern: '(?<![0-9A-Za-z])(?:5[1-9A-HJ-NP-Za-km-z]{50}|[KL][1-9A-HJ-NP-Za-km-z]{51})(?![0-9A-Za-z])'
    keywords: ['5H', '5J', '5K', 'Kw', 'Kx', 'Ky', 'Kz', 'L1', 'L2', 'L3', 'L4', 'L5']
    severity: critical
    validate: base58-check
    token-length: 51
    allows: Spending the coins of the address
    revoke: https://en.bitcoin.it/wiki/Wallet_import_format
    examples:
      match:
        - ['5', 'JToyogZB6UxPfx8KLLpGA2J8dYTpgmRE3GuMyNwczTviT8eC9g']
        - ['wif = "L', '2RhsRAiG6d8CuEidXxS5XN8pXkwZN8iMVcoTmYpdYLJ1YzWow4y"']
      no-match:
        - ['5', 'JToyogZB6UxPfx8KLLpaA2J8dYTpgmRE3GuMyNwczTviT8eC9g']
        - ['L', '2RhsRAiG6d8CuEidXxS5XN8pXkwZN']
  - id: bitcoin-extended-key
    title: Extended private key of a wallet (BIP 32)
    pattern: '(?<![0-9A-Za-z])[xyzt]prv[1-9A-HJ-NP-Za-km-z]{107}(?![0-9A-Za-z])'
    keywords: ['xprv', 'yprv', 'zprv', 'tprv']
    severity: critical
    validate: base58-check
    token-length: 111
    allows: Spending the coins of every address below it
    revoke: https://en.bitcoin.it/wiki/BIP_0032
    examples:
      match:
        - ['xp', 'rv9s21ZrQH143K42Ne3uHoRNCG8DnWa72ntVGtfiQwpqgezpZgnhi5ChbKuksD1Nax2pJaiZA2suyGjEKtJYF9zYjUs6VQTCUCB9f6xCCfu4x']
      no-match:
        - ['xp', 'rv9s21ZrQH143K42Ne3uHoRNCG8DnWa72ntVGtfiQwpqgezpagnhi5ChbKuksD1Nax2pJaiZA2suyGjEKtJYF9zYjUs6VQTCUCB9f6xCCfu4x']

"""###,
    "Policies/secrets/bitly.yaml": ###"""
provider: Bitly
rules:
  - id: bitly-token
    title: Bitly access token
    pattern: '[0-9a-f]{40}'
    assigned-to: [bitly]
    severity: low
    minimum-entropy: 3
    form: mixed
    allows: Making and changing links
    revoke: https://dev.bitly.com/docs/getting-started/authentication/
    examples:
      match:
        - ['BI', 'TLY_TOKEN="67', '608bd9cb7c08e2197a8e55a061d7c74d7645b2"']
        - ['bi', 'tly_token: fc', 'dc72be34eabe3a84e290aa481ea0a732f2b6fe']
      no-match:
        - ['BI', 'TLY_TOKEN="42', '7229b3c4f2ff5353"']
        - ['other_token = "42', '7229b3c4f2ff53537a970f003892017c03ae79"']
        - ['BI', 'TLY_TOKEN="xx', '0000x0x0x0xx00000x000x000000000x00xx00"']

"""###,
    "Policies/secrets/bitrise.yaml": ###"""
provider: Bitrise
rules:
  - id: bitrise-token
    title: Bitrise access token
    pattern: '[0-9A-Za-z_-]{86,88}'
    assigned-to: [bitrise]
    severity: high
    minimum-entropy: 4
    form: random
    allows: Reading and starting builds
    revoke: https://docs.bitrise.io/en/bitrise-ci/api/api-reference.html
    examples:
      match:
        - ['BI', 'TRISE_TOKEN="qz', '1fTz8TXjfeUzhZx8tedzSAsiH_sRQRvwuSSAoumaWYsi0m-JzG6SHJcnwjSqbaiBUZEN9qwywxb4ICI56ah2z"']
        - ['bi', 'trise_token: ID', 'NxSH50J3Ok1b0Cd1feodl4uDXXMzVjmbwbo8CV_OkXAEVQJhnj5kBb9FIQZdnCgpgrgYQdIb_hFaDGejwwqIH']
      no-match:
        - ['BI', 'TRISE_TOKEN="OI', 'CgQhr5lcebfPejglfGfUsbqlMmXAMuVjH1F-DvB"']
        - ['other_token = "OI', 'CgQhr5lcebfPejglfGfUsbqlMmXAMuVjH1F-DvBA3hRB8ztjM14BGL_lvzG5tUJ-mg_LnQmYq6iTJxGs5Sh44"']
        - ['BI', 'TRISE_TOKEN="xx', 'xxxxx0xxxxxxxxxxxxxxxxxxxxxxxxxxx0x-xxxx0xxx0xxxx00xxx_xxxx0xxx-xx_xxxxxx0xxxxxx0xx00"']

"""###,
    "Policies/secrets/bitwarden.yaml": ###"""
provider: Bitwarden
rules:
  - id: bitwarden-machine-token
    title: Bitwarden Secrets Manager access token
    pattern: '(?<![0-9A-Za-z.])0\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.[0-9A-Za-z]{30}:[0-9A-Za-z+/]{22}==(?![0-9A-Za-z+/=])'
    keywords: ['bws', 'BWS', 'bitwarden', 'Bitwarden', 'BITWARDEN']
    severity: critical
    minimum-entropy: 4
    allows: Reading the secrets of the projects it is for
    revoke: https://bitwarden.com/help/access-tokens/
    examples:
      match:
        - ['BWS_ACCESS_TOKEN=0', '.83bfcfe0-1be6-9ddd-e25b-c2870a970b40.JfUMnU5Wf3fLkVCaUd6oyG89qlqgO3:EUQJtQqfK5NqbWoYcxMeJg==']
        - ['bws run -t 0', '.62045f5b-8d09-e4c9-416c-3eda655310b1.UuG8nPwjnV7gIdSZ1OdJ4PakfVwSE0:3+edu9KY/1RSobmSsrmdoQ==']
      no-match:
        - ['BWS_ACCESS_TOKEN=0', '.f5d3d55a-0d57-00c3-41d0-517fd5124f24.KoxctocJ9W']

"""###,
    "Policies/secrets/brave.yaml": ###"""
provider: Brave
rules:
  - id: brave-search-key
    title: Brave Search API key
    pattern: '(?<![0-9A-Za-z_-])BSA[0-9A-Za-z_-]{27,28}(?![0-9A-Za-z_-])'
    keywords: ['BSA']
    severity: medium
    minimum-entropy: 4
    token-length: 30
    allows: 'Searching at the account''s cost'
    revoke: https://api-dashboard.search.brave.com/documentation/guides/authentication
    examples:
      match:
        - ['BS', 'AN9ZEA8CSaxVIRagVriUvHRWzFOy']
        - ['token: "BS', 'AdAEAt03S0rMmcCIVcLgl-MsSuZgE"']
      no-match:
        - ['BS', 'AdAEAt03S0rMmc']
        - ['BS', 'Axxxxxxxxxxxx-xxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/brevo.yaml": ###"""
provider: Brevo
rules:
  - id: brevo-api-key
    title: Brevo API key
    pattern: '(?<![0-9A-Za-z])xkeysib-[0-9a-f]{64}-[0-9A-Za-z]{16}(?![0-9A-Za-z])'
    keywords: ['xkeysib-']
    severity: high
    minimum-entropy: 4
    token-length: 89
    allows: Sending mail and reading contacts
    revoke: https://developers.brevo.com/docs/getting-started
    examples:
      match:
        - ['xke', 'ysib-07f22100882c8258012382a23676fc7c74b61004de4172b44919ed3801b1a5cc-uVxyXsjLEwWAol64']
        - ['token: "xke', 'ysib-745f6b8ebcd2308a5a719a653fee6101a8b7cc691ebc5bb3878875b540bc9e62-1NbMehZqBYgNn2hB"']
      no-match:
        - ['xke', 'ysib-745f6b8ebcd2308a5a719a653fee6101a8b7cc69']
        - ['xke', 'ysib-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx']
  - id: brevo-smtp-key
    title: Brevo SMTP key
    pattern: '(?<![0-9A-Za-z])xsmtpsib-[0-9a-f]{64}-[0-9A-Za-z]{16}(?![0-9A-Za-z])'
    keywords: ['xsmtpsib-']
    severity: high
    minimum-entropy: 4
    token-length: 90
    allows: Sending mail
    revoke: https://developers.brevo.com/docs/getting-started
    examples:
      match:
        - ['xsm', 'tpsib-b400bc6890c26e8940ae043d54d42a608aa951358caa03778392264cc679eb3f-IMqvQXvu4GKjWevE']
        - ['token: "xsm', 'tpsib-abb62426d0e750be7d24570fe6b1acf9ec5ea43cf05a5d3f9196ea6cea482706-UTAtlU8wVKZplGG7"']
      no-match:
        - ['xsm', 'tpsib-abb62426d0e750be7d24570fe6b1acf9ec5ea43c']
        - ['xsm', 'tpsib-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/browserbase.yaml": ###"""
provider: Browserbase
rules:
  - id: browserbase-api-key
    title: Browserbase API key
    pattern: '(?<![0-9A-Za-z_-])bb_live_[0-9A-Za-z_-]{27}(?![0-9A-Za-z_-])'
    keywords: ['bb_live_']
    severity: medium
    minimum-entropy: 4
    token-length: 35
    allows: 'Running browsers at the account''s cost'
    revoke: https://docs.browserbase.com/
    examples:
      match:
        - ['bb_', 'live_uomjLJCcqaqtN05G6Zro9ftwWWy']
        - ['token: "bb_', 'live__7sMapvFRJJBZZj0F23eJ_On5gn"']
      no-match:
        - ['bb_', 'live__7sMapvFRJJBZ']
        - ['bb_', 'live_xxxxx-xxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/bugsnag.yaml": ###"""
provider: Bugsnag
rules:
  - id: bugsnag-api-key
    title: Bugsnag API key
    pattern: '[0-9a-f]{32}'
    assigned-to: [bugsnag]
    severity: low
    minimum-entropy: 3
    form: mixed
    allows: Reporting errors
    revoke: https://docs.bugsnag.com/api/data-access/
    examples:
      match:
        - ['BU', 'GSNAG_API_KEY="43', '45f2a6c9c96154ba1e4c7b8239a092"']
        - ['bu', 'gsnag_api_key: ea', 'be3e2f8d128b9af964d74112db51d1']
      no-match:
        - ['BU', 'GSNAG_API_KEY="c3', '416fe09661d9"']
        - ['other_api_key = "c3', '416fe09661d9676f84e1407f63b6d0"']
        - ['BU', 'GSNAG_API_KEY="xx', '000xx00000x0000x00x0000x00x0x0"']

"""###,
    "Policies/secrets/buildkite.yaml": ###"""
provider: Buildkite
rules:
  - id: buildkite-token
    title: Buildkite API or agent token
    pattern: '(?<![0-9A-Za-z])bk[uac][at]_[0-9A-Za-z]{40}(?![0-9A-Za-z])'
    keywords: ['bkua_', 'bkaa_', 'bkct_']
    severity: critical
    minimum-entropy: 3
    token-length: 45
    allows: Starting builds and reading logs
    revoke: https://buildkite.com/docs/apis/managing-api-tokens
    examples:
      match:
        - ['bk', 'ua_sntcbubtg1pqet1s3k3zsypmbj3xzftp9w77crzl']
      no-match:
        - ['bk', 'ua_ftzjab89tqzxkb0o2bug']

"""###,
    "Policies/secrets/cal.yaml": ###"""
provider: Cal.com
rules:
  - id: cal-api-key
    title: Cal.com API key
    pattern: '(?<![0-9A-Za-z])(?:cal_live_|cal_test_)[0-9a-f]{32}(?![0-9A-Za-z])'
    keywords: ['cal_live_', 'cal_test_']
    severity: high
    minimum-entropy: 3.5
    token-length: 41
    allows: Reading and changing bookings
    revoke: https://cal.com/docs/api-reference/v2/introduction
    examples:
      match:
        - ['cal', '_test_b7cdfcf0a6eee842ee17b79bae7bec7a']
        - ['token: "cal', '_live_30a13c8a5ca8faf2e9996def57f7351d"']
      no-match:
        - ['cal', '_live_30a13c8a5ca8faf2']
        - ['cal', '_test_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/canva.yaml": ###"""
provider: Canva
rules:
  - id: canva-client-secret
    title: Canva client secret
    pattern: '(?<![0-9A-Za-z])cnvca[0-9A-Za-z_-]{43}[0-9a-f]{8}(?![0-9A-Za-z])'
    keywords: ['cnvca']
    severity: high
    validate: crc32-hex-suffix
    token-length: 56
    allows: Acting as the integration
    revoke: https://www.canva.dev/docs/connect/authentication/
    examples:
      match:
        - ['cnv', 'caE5tAIQ7MPdvYK9nuLeylRpL96Jc5o5RjufkaUehFU1u1569053a']
      no-match:
        - ['cnv', 'caE5tAIQ7MPdvYK9nuLeylRpL96Jc5o5RjufkaUehFU1u1569053b']

"""###,
    "Policies/secrets/cerebras.yaml": ###"""
provider: Cerebras
rules:
  - id: cerebras-api-key
    title: Cerebras API key
    pattern: '(?<![0-9A-Za-z])csk-[0-9a-z]{48}(?![0-9A-Za-z])'
    keywords: ['csk-']
    severity: medium
    minimum-entropy: 4
    token-length: 52
    allows: Calling models on the account
    revoke: https://inference-docs.cerebras.ai/
    examples:
      match:
        - ['cs', 'k-05y7ho36fcnok4st40vhk8gdxev7pbrb1bfftvhh0yajovpx']
        - ['token: "cs', 'k-dg1c1tj281ice6dgdnsa85tg8uyn8k0iqiu4pol3umkp8spi"']
      no-match:
        - ['cs', 'k-dg1c1tj281ice6dgdnsa85tg']
        - ['cs', 'k-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/checkout.yaml": ###"""
provider: Checkout.com
rules:
  - id: checkout-secret-key
    title: Checkout.com secret key
    pattern: 'sk_(?:test_|sbox_)?(?:[0-9a-z]{26}[0-9a-z*#$=]|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})'
    assigned-to: [checkout-secret, checkout-com, checkout-key, cko-secret]
    severity: critical
    minimum-entropy: 3.5
    allows: Moving payments
    revoke: https://www.checkout.com/docs/developer-resources/api/manage-api-keys
    examples:
      match:
        - ['CH', 'ECKOUT_SECRET_KEY="sk', '_hed0v0y5ta660s7uqr6r9l0i3yq"']
        - ['ch', 'eckout_secret_key: sk', '_c193qzygikujy1acvcdzqj4uw7m']
      no-match:
        - ['CH', 'ECKOUT_SECRET_KEY="sk', '_y0kjual7e5"']
        - ['other_secret_key = "sk', '_y0kjual7e5xomuvv9r9vnldn133"']
        - ['CH', 'ECKOUT_SECRET_KEY="xx', '_x0xxxxx0x0xxxxxx0x0xxxxx000"']

"""###,
    "Policies/secrets/circleci.yaml": ###"""
provider: CircleCI
rules:
  - id: circleci-token
    title: CircleCI personal or project token
    pattern: '(?<![0-9A-Za-z])CCI(?:PAT|PRJ)_[0-9A-Za-z]{20,24}_[0-9a-f]{40}(?![0-9A-Za-z])'
    keywords: ['CCIPAT_', 'CCIPRJ_']
    severity: critical
    minimum-entropy: 3
    token-length: 68
    allows: Starting pipelines and reading their configuration
    revoke: https://circleci.com/docs/managing-api-tokens/
    examples:
      match:
        - ['CCI', 'PAT_cCn3klN3D3iqy4GuPIUUqv_be667d1a33f74902b508fee52fc3916cf0ecdb93']
      no-match:
        - ['CCI', 'PAT_nVX6ph1ysW1ITpIH3vGGIk']
  - id: circleci-project-token
    title: CircleCI project token
    pattern: '[0-9a-f]{40}'
    assigned-to: [circleci]
    severity: high
    minimum-entropy: 3
    form: mixed
    allows: Reading and starting builds
    revoke: https://circleci.com/docs/managing-api-tokens/
    examples:
      match:
        - ['CI', 'RCLECI_TOKEN="53', '70747ff085795dd1112d52c4e9f79b7568d652"']
        - ['ci', 'rcleci_token: 64', 'a7dd00fc22fa8ed87ba295903ae71b44ab5a46']
      no-match:
        - ['CI', 'RCLECI_TOKEN="c0', '70b7c88a2e225de3"']
        - ['other_token = "c0', '70b7c88a2e225de3d8771a6a2eab59a5360422"']
        - ['CI', 'RCLECI_TOKEN="xx', '00x0x00x0x000xx0x0000x0x0xxx00x0000000"']

"""###,
    "Policies/secrets/civo.yaml": ###"""
provider: Civo
rules:
  - id: civo-api-key
    title: Civo API key
    pattern: '[0-9A-Za-z]{50}'
    assigned-to: [civo]
    severity: critical
    minimum-entropy: 4
    form: mixed
    allows: Changing clusters
    revoke: https://www.civo.com/docs/account/api-keys
    examples:
      match:
        - ['CI', 'VO_API_KEY="0a', 'c94m74HyqBB5AWLTz5nHfdQAQ8LmnKxxH1bM0P9tP9AnwTES"']
        - ['ci', 'vo_api_key: Pn', 'sPKvVi5sZDcCCtiFJt1QQsgPOi8j2dwnR0A7fmymsQiq3mrb']
      no-match:
        - ['CI', 'VO_API_KEY="YO', 'aGLyB1HJAjblHs5UieuBs"']
        - ['other_api_key = "YO', 'aGLyB1HJAjblHs5UieuBscvw7kSOYIfzAeStQ7FMgpIypYy3"']
        - ['CI', 'VO_API_KEY="xx', 'xxxxx0xxxxxxxx0xxxxxxxxx0xxxxxxxxxxxx0xxxxxxxxx0"']

"""###,
    "Policies/secrets/clerk.yaml": ###"""
provider: Clerk
rules:
  - id: clerk-secret-key
    title: Clerk secret key
    pattern: 'sk_(?:live|test)_[0-9A-Za-z]{32,50}'
    assigned-to: [clerk]
    severity: critical
    minimum-entropy: 4
    preferred: true
    allows: Signing in as any user
    revoke: https://clerk.com/docs/deployments/clerk-environment-variables
    examples:
      match:
        - ['CL', 'ERK_SECRET_KEY="sk', '_test_GfgTYBGr3mupwdvDBDxnPazXUQdQpuTWLMmHmmg94Hdt"']
        - ['cl', 'erk_secret_key: sk', '_test_VSKYmG4MD8YkQKMxlMMV44dp4XMTQQ1qTsoBAp']
      no-match:
        - ['CL', 'ERK_SECRET_KEY="sk', '_live_49H3Jj6Xlk8"']
        - ['other_secret_key = "sk', '_live_49H3Jj6Xlk8wyQKtMQBhEUOLzYnIjlH5hm"']
        - ['CL', 'ERK_SECRET_KEY="xx', '_xxxx_00x0xx0xxx0xxxxxxxxxxxxxxxxxxxx0xx"']

"""###,
    "Policies/secrets/clickhouse.yaml": ###"""
provider: ClickHouse
rules:
  - id: clickhouse-cloud-secret
    title: ClickHouse Cloud API key secret
    pattern: '(?<![0-9A-Za-z])4b1d[0-9A-Za-z]{38}(?![0-9A-Za-z])'
    keywords: ['4b1d']
    severity: critical
    minimum-entropy: 4
    token-length: 42
    allows: Changing services of the organisation
    revoke: https://clickhouse.com/docs/cloud/manage/openapi
    examples:
      match:
        - ['4b', '1dcAM2m1LYELTS0aHCnEhmoSttBIJCH17MxbbzF3']
        - ['token: "4b', '1d20DeIjTiGY1DJi0LyVqdtM3u1GgtBKQoBRpPYu"']
      no-match:
        - ['4b', '1d20DeIjTiGY1DJi0LyVq']
        - ['4b', '1dxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/clickup.yaml": ###"""
provider: ClickUp
rules:
  - id: clickup-api-token
    title: ClickUp personal token
    pattern: '(?<![0-9A-Za-z])pk_\d{6,9}_[0-9A-Z]{32}(?![0-9A-Za-z])'
    keywords: ['pk_']
    severity: high
    minimum-entropy: 4
    token-length: 42
    allows: Reading and changing tasks
    revoke: https://developer.clickup.com/docs/authentication
    examples:
      match:
        - ['pk', '_309401423_X6PGUX8ZF75G6HB0A225G2B8GI9P4SRD']
        - ['token: "pk', '_70591692_MPFCFJW1EPHFN6PS4I5EV58FLJITQ1LB"']
      no-match:
        - ['pk', '_70591692_MPFCFJW1EP']
        - ['pk', '_xxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/clojars.yaml": ###"""
provider: Clojars
rules:
  - id: clojars-deploy-token
    title: Clojars deploy token
    pattern: '(?<![0-9A-Za-z])CLOJARS_[0-9a-f]{60}(?![0-9A-Za-z])'
    keywords: ['CLOJARS_']
    severity: critical
    minimum-entropy: 3.5
    token-length: 68
    allows: Publishing packages
    revoke: https://github.com/clojars/clojars-web/wiki/Deploy-Tokens
    examples:
      match:
        - ['CLOJ', 'ARS_becda55a1c3dd32dbebc5c7862e964ad98446ef7a2fc24db4f91804a4180']
        - ['token: "CLOJ', 'ARS_cfd9c82b1732438682266b27e84b2dd4baaa60a7369508d9b869f55af724"']
      no-match:
        - ['CLOJ', 'ARS_cfd9c82b1732438682266b27e84b2d']
        - ['CLOJ', 'ARS_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/cloudflare.yaml": ###"""
provider: Cloudflare
rules:
  - id: cloudflare-token
    title: Cloudflare API token or key
    pattern: '(?<![0-9A-Za-z])(?:cfut|cfat|cfk)_[0-9A-Za-z_-]{40}[0-9a-f]{8}(?![0-9A-Za-z])'
    keywords: ['cfut_', 'cfat_', 'cfk_']
    severity: critical
    validate: crc32-hex-body
    token-length: 52
    allows: 'What was granted to it: DNS, workers, certificates'
    revoke: https://developers.cloudflare.com/fundamentals/api/how-to/roll-token/
    examples:
      match:
        - ['cf', 'ut_dgQqgsMmsGmE0Gla95BDqMIaRDHeZ8Oz4wf1865Z40c97667']
        - ['cf', 'at_GhrqvhkxaqGhcQZMhg2064h0ppy8IzAIs987L3Mcd7f16ec7']
      no-match:
        - ['cf', 'ut_dgQqgsMmsGmE0Gla95BDqMIaRDHeZ8Oz4wf1865Z40c9766a']
  - id: cloudflare-origin-ca-key
    title: Cloudflare origin CA key
    pattern: '(?<![0-9A-Za-z])v1\.0-[0-9a-f]{24}-[0-9a-f]{146}(?![0-9A-Za-z])'
    keywords: ['v1.0-']
    severity: high
    minimum-entropy: 3
    token-length: 176
    allows: Issuing and revoking origin certificates
    revoke: https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/
    examples:
      match:
        - ['v1', '.0-72be2f04573b363f4139a3a9-35df1433ac2d02dfc4a78c467df4e9f85d8baef7ad972469fa81c18ed1183495b44bc42b995ceef14055b586a13f740143a1613bf7e4cc738d76af5c1e64097260d31617d5e4351afd']
      no-match:
        - ['v1', '.0-870de7970c5a3950bfb275aa-fcfd8bef05c13774ecf3']
  - id: cloudflare-api-token
    title: Cloudflare API token of the first form
    pattern: '[0-9A-Za-z_-]{40}'
    assigned-to: [cloudflare, cf-api]
    severity: critical
    minimum-entropy: 4
    form: random
    allows: 'What was granted to it: DNS, workers, certificates'
    revoke: https://developers.cloudflare.com/fundamentals/api/how-to/roll-token/
    examples:
      match:
        - ['CL', 'OUDFLARE_API_TOKEN="a8', 'TsgXM735gXOE1Sc1niNMJeWJKCzETVgmek5HAZ"']
        - ['cl', 'oudflare_api_token: Ts', 'xCgLyFrrG55MICH5ZvUCUQBLgv-wDTRO_oEXWr']
      no-match:
        - ['CL', 'OUDFLARE_API_TOKEN="ut', 'kPUjjSrSAHJpGJ5g"']
        - ['other_api_token = "ut', 'kPUjjSrSAHJpGJ5g_2Cyzj93sBqksxWvs8dt8N"']
        - ['CL', 'OUDFLARE_API_TOKEN="xx', 'xxxxxxxxxxxxxx0x_0xxxx00xxxxxxxxx0xx0x"']
  - id: cloudflare-global-key
    title: Cloudflare global API key
    pattern: '[0-9a-f]{37}'
    assigned-to: [cloudflare, cf-api]
    severity: critical
    minimum-entropy: 3
    form: mixed
    allows: Everything in the account
    revoke: https://developers.cloudflare.com/fundamentals/api/get-started/keys/
    examples:
      match:
        - ['CL', 'OUDFLARE_API_KEY="7b', '5ca766e48c48a3bf5d8d3e9f48dd8f01b26"']
        - ['cl', 'oudflare_api_key: 71', '83c2c8840a7804713f875e4dc9024d0166c']
      no-match:
        - ['CL', 'OUDFLARE_API_KEY="5f', 'bd26cdd5ae33c9"']
        - ['other_api_key = "5f', 'bd26cdd5ae33c9ff0c1b0407dfa3ce3fcad"']
        - ['CL', 'OUDFLARE_API_KEY="xx', 'xx00xxx0xx00x0xx0x0x0000xxx0xx0xxxx"']

"""###,
    "Policies/secrets/cloudinary.yaml": ###"""
provider: Cloudinary
rules:
  - id: cloudinary-url
    title: Cloudinary address with its secret
    pattern: 'cloudinary://\d{12,18}:([0-9A-Za-z_-]{27})@[0-9a-z_-]{2,60}'
    keywords: ['cloudinary://']
    capture: 1
    severity: high
    minimum-entropy: 3.3
    allows: Reading and changing media
    revoke: https://cloudinary.com/documentation/product_environment_settings
    examples:
      match:
        - ['CLOUDINARY_URL=cloud', 'inary://523641858633643:y1ycyyVLrQymBp662ZDaDc2V2CT@acme']
        - ['url: "cloud', 'inary://798923573768373:HdQYxsL6X6aPeVeIbHxFm6UPdFv@acme-prod"']
      no-match:
        - ['cloud', 'inary://API_KEY:API_SECRET@CLOUD_NAME']
        - ['cloud', 'inary://231070500732723:xxxxxxxxxxxxxxxxxxxxxxxxxxx@acme']

"""###,
    "Policies/secrets/cloudsmith.yaml": ###"""
provider: Cloudsmith
rules:
  - id: cloudsmith-api-key
    title: Cloudsmith API key
    pattern: '(?<![0-9A-Za-z])csa_[0-9a-f]{30}[0-9A-Za-z]{6}(?![0-9A-Za-z])'
    keywords: ['csa_']
    severity: high
    minimum-entropy: 3.5
    token-length: 40
    allows: Publishing and pulling packages
    revoke: https://help.cloudsmith.io/docs/api-key
    examples:
      match:
        - ['cs', 'a_c1f9208c741596d62ab947cb918857RFuNnr']
        - ['token: "cs', 'a_32e9de1b1d4793f195ffa127f5cf5eof7N2a"']
      no-match:
        - ['cs', 'a_32e9de1b1d4793f195']
        - ['cs', 'a_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/cockroachdb.yaml": ###"""
provider: CockroachDB
rules:
  - id: cockroachdb-cloud-key
    title: CockroachDB Cloud API key
    pattern: '(?<![0-9A-Za-z])CCDB1_[0-9A-Za-z]{22}_[0-9A-Za-z]{40}(?![0-9A-Za-z])'
    keywords: ['CCDB1_']
    severity: critical
    minimum-entropy: 4
    token-length: 69
    allows: Changing clusters
    revoke: https://www.cockroachlabs.com/docs/cockroachcloud/managing-access
    examples:
      match:
        - ['CCDB', '1_QJZ5DIKsTuiTBzVyZ0An8w_1gQng9RzZat9nMR57lCGtTtqNJluxVSG6l5KQFgy']
        - ['token: "CCDB', '1_xF0oV9vBjLDbpsXnWhfpgx_EX8c50se9hZE2i5MVoUjTNdpPwC6fkiLGMi4RGh9"']
      no-match:
        - ['CCDB', '1_xF0oV9vBjLDbpsXnWhfpgx_EX8c50se']
        - ['CCDB', '1_xxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/codecov.yaml": ###"""
provider: Codecov
rules:
  - id: codecov-token
    title: Codecov upload or access token
    pattern: '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
    assigned-to: [codecov]
    severity: medium
    minimum-entropy: 3
    allows: Uploading reports, or reading code
    revoke: https://docs.codecov.com/docs/codecov-tokens
    examples:
      match:
        - ['CO', 'DECOV_TOKEN="18', '4a5123-e066-4ece-aec9-27f6c6bbc4d8"']
        - ['co', 'decov_token: 0c', '0dd24f-4f4b-4040-8669-56ea486da3f3']
      no-match:
        - ['CO', 'DECOV_TOKEN="58', 'c17dd9-3a5a-4d"']
        - ['other_token = "58', 'c17dd9-3a5a-4dcc-9cef-17c668328811"']
        - ['CO', 'DECOV_TOKEN="xx', 'x00xx0-0x0x-0xxx-0xxx-00x000000000"']

"""###,
    "Policies/secrets/cohere.yaml": ###"""
provider: Cohere
rules:
  - id: cohere-api-key
    title: Cohere API key
    pattern: '[0-9A-Za-z]{40}'
    assigned-to: [cohere-api, cohere-key, co-api-key]
    severity: medium
    minimum-entropy: 4
    form: mixed
    allows: Calling models on the account
    revoke: https://docs.cohere.com/docs/rate-limits
    examples:
      match:
        - ['CO', 'HERE_API_KEY="P6', 'bURWtBDZpROR1dokplpnj5Lp8QoAhsE2JW3ZXm"']
        - ['co', 'here_api_key: fm', '6GpevmP1hZMhf8LnOT8T0XoTaiHcfHN7cMPII7']
      no-match:
        - ['CO', 'HERE_API_KEY="PM', '06cZDapAxvV4nmpc"']
        - ['other_api_key = "PM', '06cZDapAxvV4nmpcqqofBY7mGZTWC6QmoOlVXm"']
        - ['CO', 'HERE_API_KEY="xx', '00xxxxxxxxx0xxxxxxxxxx0xxxxxx0xxxxxxxx"']

"""###,
    "Policies/secrets/coinbase.yaml": ###"""
provider: Coinbase
rules:
  - id: coinbase-secret
    title: Coinbase API secret
    pattern: '[0-9A-Za-z+/]{86}=='
    assigned-to: [coinbase]
    severity: critical
    minimum-entropy: 4
    allows: Trading and moving coins
    revoke: https://docs.cdp.coinbase.com/get-started/authentication/cdp-api-keys
    examples:
      match:
        - ['CO', 'INBASE_API_SECRET="3G', '7XDnBJyCp/Lap04db671Y9yCroBl3g7NcZbDulmuXGKJM9aFEjuy4M9JMqUKQINQeuNNB51Ap07XGO60QPgg=="']
        - ['co', 'inbase_api_secret: yN', 'KUhWbbUZ3SJycG0PwsXrZroIBPtnCuGTgu46M8DK7OT6b974aVvWEm3m8q25TUBUjRmKlmxKp36BqOWBEXfw==']
      no-match:
        - ['CO', 'INBASE_API_SECRET="b5', 'LLuIg0U4U0kJ1K8TAVNhlBccAZB1nhJvdyoNnt5p"']
        - ['other_api_secret = "b5', 'LLuIg0U4U0kJ1K8TAVNhlBccAZB1nhJvdyoNnt5pcxv6OG7VzpoGlPmLpwj7HSY/7IQj83gX7703sC4rCJoA=="']
        - ['CO', 'INBASE_API_SECRET="xx', 'xxxxx0x0x0xx0x0xxxxxxxxxxxx0xxxxxxxxxx0xxxx0xx0xxxxxxxxxxxx0xxxx0xxx00xx0000xx0xxxxxxx"']

"""###,
    "Policies/secrets/configcat.yaml": ###"""
provider: ConfigCat
rules:
  - id: configcat-sdk-key
    title: ConfigCat SDK key
    pattern: '(?<![0-9A-Za-z_-])configcat-sdk-1/[0-9A-Za-z_-]{22}/[0-9A-Za-z_-]{22}(?![0-9A-Za-z_-])'
    keywords: ['configcat-sdk-1/']
    severity: low
    minimum-entropy: 4
    token-length: 61
    allows: Reading feature flags
    revoke: https://configcat.com/docs/sdk-reference/overview/
    examples:
      match:
        - ['confi', 'gcat-sdk-1/1mOduA1Aa_I-robg_4rQJa/vWAW-9YzRzPGMtGfI1eFI7']
        - ['token: "confi', 'gcat-sdk-1/1JB1Koo6ZsazIMTtBtGZiH/Nu7DvOnNnn91kKyzAj0NSU"']
      no-match:
        - ['confi', 'gcat-sdk-1/1JB1Koo6ZsazIMTtBtGZiH']
        - ['confi', 'gcat-sdk-1/x_xxxxxxxxxxxxxxxxxxxx/xxxxxxxxxxxxxxxxxxx-xx']

"""###,
    "Policies/secrets/confluent.yaml": ###"""
provider: Confluent
rules:
  - id: confluent-api-secret
    title: Confluent Cloud API secret
    pattern: '(?<![0-9A-Za-z+/])cflt[0-9A-Za-z+/]{60}(?![0-9A-Za-z+/])'
    keywords: ['cflt']
    severity: critical
    validate: crc32-base64
    token-length: 64
    allows: Reading and writing Kafka topics
    revoke: https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html
    examples:
      match:
        - ['cf', 'lt4lQf6CIWFUTACsoEFUutSJwu6vL4gpOovt5AQHHOMmg3XW6qzD0oSP/b8qAQ']
      no-match:
        - ['cf', 'ltyz5zPUT4zqGYoOlfTacjly3eEhvRRMvBXUXtbv2HiuVrszJn2rzN9ORutKCN']

"""###,
    "Policies/secrets/contentful.yaml": ###"""
provider: Contentful
rules:
  - id: contentful-management-token
    title: Contentful management token
    pattern: '(?<![0-9A-Za-z_-])CFPAT-[0-9A-Za-z_-]{43}(?![0-9A-Za-z_-])'
    keywords: ['CFPAT-']
    severity: high
    minimum-entropy: 3.5
    token-length: 49
    allows: Changing all content
    revoke: https://www.contentful.com/help/token-management/personal-access-tokens/
    examples:
      match:
        - ['CF', 'PAT-WT3TMIJynODtxPwZJuGUEi2ecelgv3XAEVhPsHwdy1L']
      no-match:
        - ['CF', 'PAT-PlBeNAvh7Lay5EirTQhT']
  - id: contentful-delivery-token
    title: Contentful delivery token
    pattern: '[0-9A-Za-z_-]{43}'
    assigned-to: [contentful]
    severity: low
    minimum-entropy: 4
    form: random
    allows: Reading published content
    revoke: https://www.contentful.com/help/token-management/
    examples:
      match:
        - ['CO', 'NTENTFUL_ACCESS_TOKEN="wt', 'WEh34RUryDuYG0ka_ZiQF48dBFPqhuefEyZxs-92l"']
        - ['co', 'ntentful_access_token: GM', 'fB43XleXfRnXKcwqMJFgf4FTaSPpFTmdUH2xI14dQ']
      no-match:
        - ['CO', 'NTENTFUL_ACCESS_TOKEN="qy', '4xECR-8hFQJAgdPzX"']
        - ['other_access_token = "qy', '4xECR-8hFQJAgdPzX_PFR-6pTegKIV97_Tf0kARw7"']
        - ['CO', 'NTENTFUL_ACCESS_TOKEN="xx', '0xxxx-0xxxxxxxxxx_xxx-0xxxxxxx00_xx0xxxx0"']

"""###,
    "Policies/secrets/convex.yaml": ###"""
provider: Convex
rules:
  - id: convex-deploy-key
    title: Convex deploy key
    pattern: '(?<![0-9A-Za-z])(?:prod:|dev:|preview:)[a-z]+-[a-z]+-\d{1,4}\|[0-9A-Za-z+/]{40,200}={0,2}(?![0-9A-Za-z+/=])'
    keywords: ['prod:', 'dev:', 'preview:']
    severity: critical
    minimum-entropy: 4
    allows: Changing functions and data of the deployment
    revoke: https://docs.convex.dev/cli/deploy-key-types
    examples:
      match:
        - ['pro', 'd:ircpjbstfz-aayjv-64|qs7ufXSGdf8itgAkBoiu5w8B5Pl4Kbjlcj5LK0gqu6gK/2UEq3DNzSR']
        - ['token: "pre', 'view:coie-kcpfeveesxyoq-22|lpWemKNSlVClt7QcW4z/ueRImbw3ijg57n3aq9+KR0ac0JJhZ2mjF="']
      no-match:
        - ['pre', 'view:coie-kcpfeveesxyoq-']
        - ['pro', 'd:xxxxxxxxxxxxxxxxxxx-xxxxxxxx-xxxx|xxxxxxxxxx/xxxxxxxxxxxxx/x+xxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/coveralls.yaml": ###"""
provider: Coveralls
rules:
  - id: coveralls-repository-token
    title: Coveralls repository token
    pattern: '[0-9A-Za-z]{32,36}'
    assigned-to: [coveralls]
    severity: low
    minimum-entropy: 4
    form: mixed
    allows: Reporting coverage
    revoke: https://docs.coveralls.io/
    examples:
      match:
        - ['CO', 'VERALLS_REPO_TOKEN="Ps', 'kDpWt5RUWqqzcloMoPd3k08d0J9icq1h"']
        - ['co', 'veralls_repo_token: oc', 'EaltRsiZWolHklNrmOq8x4oCnSPsMtsRNc']
      no-match:
        - ['CO', 'VERALLS_REPO_TOKEN="EY', 'FNOMWbncjlLy6E"']
        - ['other_repo_token = "EY', 'FNOMWbncjlLy6EbYVx9zVwheINgOcDb0Vd"']
        - ['CO', 'VERALLS_REPO_TOKEN="xx', 'xxxxxxxxxxxx0xxxxx0xxxxxxxxxxxx0xx"']

"""###,
    "Policies/secrets/crates-io.yaml": ###"""
provider: crates.io
rules:
  - id: crates-io-token
    title: crates.io API token
    pattern: '(?<![0-9A-Za-z_/+=-])cio[0-9A-Za-z]{32}(?![0-9A-Za-z_/+=-])'
    keywords: ['cio']
    severity: critical
    minimum-entropy: 4
    token-length: 35
    allows: Publishing crates
    revoke: https://doc.rust-lang.org/cargo/reference/publishing.html
    examples:
      match:
        - ['ci', 'oWOpLccetw5qFpUscq9UFBmdPNWzMYGb5']
      no-match:
        - ['ci', 'ocMdDzURNeKXWOD3ra9T1']
        - ['ci', 'onadoabcdefghijklmnopqrstuvwxyzabcdef']

"""###,
    "Policies/secrets/cursor.yaml": ###"""
provider: Cursor
rules:
  - id: cursor-api-key
    title: Cursor API key
    pattern: '(?<![0-9A-Za-z])(?:crsr_|key_)[0-9a-f]{64}(?![0-9A-Za-z])'
    keywords: ['crsr_', 'key_']
    severity: high
    minimum-entropy: 3.5
    token-length: 68
    allows: Acting for the person in Cursor
    revoke: https://docs.cursor.com/account/teams/admin-api
    examples:
      match:
        - ['cr', 'sr_50bf5ef5cf9016b671d53f561b299ad7e16a1675c4ac837d806695bcefc9c15d']
        - ['token: "ke', 'y_fcc3a0cde13a48cd257e668c421503bf5d381ab7a4dd09cf4cfa57c938e37c4b"']
      no-match:
        - ['ke', 'y_fcc3a0cde13a48cd257e668c421503bf']
        - ['ke', 'y_bxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/databento.yaml": ###"""
provider: Databento
rules:
  - id: databento-api-key
    title: Databento API key
    pattern: '(?<![0-9A-Za-z])db-[0-9A-Za-z]{29}(?![0-9A-Za-z])'
    keywords: ['db-']
    severity: medium
    minimum-entropy: 4
    token-length: 32
    allows: Buying market data on the account
    revoke: https://databento.com/docs/portal/api-keys
    examples:
      match:
        - ['db', '-P078px8CKyJ83ZMJih9rTXSEDOogH']
        - ['token: "db', '-bgBdXiJXJxftbIxTjv7VSMsZSQw5V"']
      no-match:
        - ['db', '-bgBdXiJXJxftbI']
        - ['db', '-xxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/databricks.yaml": ###"""
provider: Databricks
rules:
  - id: databricks-token
    title: Databricks personal access token
    pattern: '(?<![0-9A-Za-z])dapi[0-9a-f]{32}(?:-\d)?(?![0-9A-Za-z])'
    keywords: ['dapi']
    severity: critical
    minimum-entropy: 3
    token-length: 36
    allows: Reading data and running jobs as the person who made it
    revoke: https://docs.databricks.com/en/dev-tools/auth/pat.html
    examples:
      match:
        - ['da', 'pi7e709a75cdc41c5c243aba53f79597fc']
        - ['da', 'pi222aff09ca16bad543dea81fae0a1111-2']
      no-match:
        - ['da', 'pi8bbe0a0cf40b5f4393ab']

"""###,
    "Policies/secrets/datadog.yaml": ###"""
provider: Datadog
rules:
  - id: datadog-api-key
    title: Datadog API or application key
    pattern: '(?i)(?:datadog|dd)[_.-]?(?:api|app|application)[_.-]?key["''`]?\s{0,3}(?:=|:|=>|,)\s{0,3}\\?["''`]?([0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-z])'
    keywords: ['api_key', 'api-key', 'apikey', 'app_key', 'app-key', 'appkey', 'application_key']
    capture: 1
    severity: high
    minimum-entropy: 3
    followed-by: assignment
    allows: 'Sending data, or reading everything the key''s owner may'
    revoke: https://docs.datadoghq.com/account_management/api-app-keys/
    examples:
      match:
        - ['DD_API', '_KEY="82853581c179afb5', 'b61c7a09783a3343"']
        - ['datadog_app', '_key: d3c939d9b453d29bdbdf', 'b68e96e3ec7f47845fe5']
      no-match:
        - ['DD_API', '_KEY="00000000000000000000000000000000"']
        - ['ADD', '_KEYS="7224543b499cb35531b4f7d3f27bd986"']

"""###,
    "Policies/secrets/datastax.yaml": ###"""
provider: DataStax
rules:
  - id: datastax-astra-token
    title: Astra DB application token
    pattern: '(?<![0-9A-Za-z])AstraCS:[0-9A-Za-z]{24}:[0-9a-f]{64}(?![0-9A-Za-z])'
    keywords: ['AstraCS:']
    severity: critical
    minimum-entropy: 4
    token-length: 97
    allows: Reading and changing databases
    revoke: https://docs.datastax.com/en/astra-db-serverless/administration/manage-application-tokens.html
    examples:
      match:
        - ['Astr', 'aCS:g9izvCFVCsbAQUMzUSjxuH4a:8151f2724406dff43b9158ce2c98d0cb99a7ae428105f3e767f99e1eea4281b4']
        - ['token: "Astr', 'aCS:hXPvnoikFHjRdLOKPJZVMSsI:18b71dd5486bebe0c7a5bafbcea81c1323c985056db0f62e0e135a9a3bc183bd"']
      no-match:
        - ['Astr', 'aCS:hXPvnoikFHjRdLOKPJZVMSsI:18b71dd5486bebe0c7a']
        - ['Astr', 'aCS:xxxxxxxxxxxxxxxxxxxxxxxx:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/deepgram.yaml": ###"""
provider: Deepgram
rules:
  - id: deepgram-api-key
    title: Deepgram API key
    pattern: '[0-9a-f]{40}'
    assigned-to: [deepgram]
    severity: medium
    minimum-entropy: 3
    form: mixed
    allows: 'Transcribing at the account''s cost'
    revoke: https://developers.deepgram.com/docs/create-additional-api-keys
    examples:
      match:
        - ['DE', 'EPGRAM_API_KEY="ec', '65327c84b78525fa8072bf1357420f10be17ea"']
        - ['de', 'epgram_api_key: 3d', 'cd752fa90d30462d7ad8df507ff4207227bd4c']
      no-match:
        - ['DE', 'EPGRAM_API_KEY="5a', '00f0614371224926"']
        - ['other_api_key = "5a', '00f06143712249268f6c582529ad4efe1406b6"']
        - ['DE', 'EPGRAM_API_KEY="xx', '00x00000000000000x0x000000xx0xxx0000x0"']

"""###,
    "Policies/secrets/deepseek.yaml": ###"""
provider: DeepSeek
rules:
  - id: deepseek-api-key
    title: DeepSeek API key
    pattern: 'sk-[0-9a-f]{32}'
    assigned-to: [deepseek]
    severity: medium
    minimum-entropy: 3.3
    form: mixed
    allows: Calling models on the account
    revoke: https://api-docs.deepseek.com/
    examples:
      match:
        - ['DE', 'EPSEEK_API_KEY="sk', '-3b4afaf8c27492bd9eb388cdc03d3646"']
        - ['de', 'epseek_api_key: sk', '-477f193beadd65aaabe3ec71995a3937']
      no-match:
        - ['DE', 'EPSEEK_API_KEY="sk', '-8a879ca22e07"']
        - ['other_api_key = "sk', '-8a879ca22e0718b1181b0a3cbe1f9fc8"']
        - ['DE', 'EPSEEK_API_KEY="xx', '-0x000xx00x0000x0000x0x0xxx0x0xx0"']

"""###,
    "Policies/secrets/defined.yaml": ###"""
provider: Defined Networking
rules:
  - id: defined-networking-key
    title: Defined Networking API key
    pattern: '(?<![0-9A-Za-z])dnkey-[0-9A-Z]{26}-[0-9A-Z]{52}(?![0-9A-Za-z])'
    keywords: ['dnkey-']
    severity: critical
    minimum-entropy: 4
    token-length: 85
    allows: Changing the network
    revoke: https://docs.defined.net/guides/automating-host-creation/
    examples:
      match:
        - ['dnk', 'ey-1TN963VS4ESXMYXSZ139JRN2D7-3UOTPLQAZWOGAWLG6XK2M976EX0FGGQVRWF98J5DANJE9TBE9OMV']
        - ['token: "dnk', 'ey-ODG6GMI2DQZYO1T68BFMSO2EZF-IFS3RW0F6EO0UGQ7QYY575KFVD0ATI8GGNJNF7V0L8QFNIK4WAFW"']
      no-match:
        - ['dnk', 'ey-ODG6GMI2DQZYO1T68BFMSO2EZF-IFS3RW0F6EO0']
        - ['dnk', 'ey-xxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/deno.yaml": ###"""
provider: Deno
rules:
  - id: deno-deploy-token
    title: Deno Deploy access token
    pattern: '(?<![0-9A-Za-z])(?:ddp_|ddo_)[0-9A-Za-z]{36}(?![0-9A-Za-z])'
    keywords: ['ddp_', 'ddo_']
    severity: high
    minimum-entropy: 4
    token-length: 40
    allows: Deploying projects
    revoke: https://docs.deno.com/deploy/
    examples:
      match:
        - ['dd', 'o_uU430VWo4lzgOJjCDkQuYcCu1cvfbOq2ekN2']
        - ['token: "dd', 'o_YkEhNGQ1xog5QhLgm3c3arxqky99ylgr0wMx"']
      no-match:
        - ['dd', 'o_YkEhNGQ1xog5QhLgm3']
        - ['dd', 'p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/devcycle.yaml": ###"""
provider: DevCycle
rules:
  - id: devcycle-server-key
    title: DevCycle server key
    pattern: '(?<![0-9A-Za-z])dvc_server_[0-9a-z]{8,40}_[0-9A-Za-z]{6,40}(?![0-9A-Za-z])'
    keywords: ['dvc_server_']
    severity: medium
    minimum-entropy: 3.5
    token-length: 26
    allows: Reading every feature flag and its targets
    revoke: https://docs.devcycle.com/sdk/server-side-sdks/
    examples:
      match:
        - ['dvc_', 'server_66cainb9mjtitttlh1uqmhe_nPtbJHllGR1CIQ9wqe6l0Fd6YajR']
        - ['token: "dvc_', 'server_t6k0166vjzi_2qcq1AeT8EgB6l"']
      no-match:
        - ['dvc_', 'server_t6k0166']
        - ['dvc_', 'server_xxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/devin.yaml": ###"""
provider: Devin
rules:
  - id: devin-api-key
    title: Devin service user token
    pattern: '(?<![0-9A-Za-z])cog_[a-z2-7]{52}(?![0-9A-Za-z])'
    keywords: ['cog_']
    severity: high
    minimum-entropy: 4
    token-length: 56
    allows: Starting sessions and reading code
    revoke: https://docs.devin.ai/api-reference/overview
    examples:
      match:
        - ['co', 'g_vtubxinp6we5t7hrp6tfru6yhuzd55igc7vu6gkqqmp3icvd4v6c']
        - ['token: "co', 'g_6yqwg6hgeqfq2q5xd6qxg6nnrhubrdcjyux77kzjndmxw6gupelt"']
      no-match:
        - ['co', 'g_6yqwg6hgeqfq2q5xd6qxg6nnrh']
        - ['co', 'g_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/digitalocean.yaml": ###"""
provider: DigitalOcean
rules:
  - id: digitalocean-token
    title: DigitalOcean access or refresh token
    pattern: '(?<![0-9A-Za-z])do[opr]_v1_[0-9a-f]{64}(?![0-9A-Za-z])'
    keywords: ['dop_v1_', 'doo_v1_', 'dor_v1_']
    severity: critical
    minimum-entropy: 3
    token-length: 71
    allows: Creating and deleting everything in the account
    revoke: https://docs.digitalocean.com/reference/api/create-personal-access-token/
    examples:
      match:
        - ['do', 'p_v1_640870dd19cb3ae6b047e9901bad519eca7ef9095b720a808f1147b52c348b43']
      no-match:
        - ['do', 'p_v1_7d63ab7f7d428a9c3bb77e804fe42a801b4664a7a2d75a897495b719a62ab85']

"""###,
    "Policies/secrets/dingtalk.yaml": ###"""
provider: DingTalk
rules:
  - id: dingtalk-webhook
    title: DingTalk robot webhook
    pattern: 'oapi\.dingtalk\.com/robot/send\?access_token=([0-9a-f]{64})(?![0-9a-f])'
    keywords: ['oapi.dingtalk.com/robot/send']
    capture: 1
    severity: medium
    minimum-entropy: 3
    allows: Posting into a group
    revoke: https://open.dingtalk.com/document/robots/custom-robot-access
    examples:
      match:
        - ['https://oapi.ding', 'talk.com/robot/send?access_token=d8f314e06d07f397c1528e01d98eca36de6c50834e0352a8cf0fbbadfd94130f']
      no-match:
        - ['https://oapi.ding', 'talk.com/robot/send?access_token=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/discord.yaml": ###"""
provider: Discord
rules:
  - id: discord-bot-token
    title: Discord bot token
    pattern: '(?<![0-9A-Za-z_.-])[MNO][0-9A-Za-z_-]{22,26}\.[0-9A-Za-z_-]{6}\.[0-9A-Za-z_-]{27,38}(?![0-9A-Za-z_.-])'
    keywords: ['discord', 'DISCORD', 'Discord']
    severity: high
    minimum-entropy: 3.5
    validate: discord
    allows: Acting as the bot
    revoke: https://discord.com/developers/docs/topics/oauth2
    examples:
      match:
        - ['DISCORD_TOK', 'EN = "NzE4MjkzNjQ1MDEyMzQ1Njc4.', 'DgnFHE.qScBGptPudztc5wD2xErxmHaOjzqGXHPrpNYXa"']
      no-match:
        - ['DISCORD_TOK', 'EN = "MvUQGUON7SaW7FiwQV3w2kNw.IYUxA8.v2sTi3T2wfg6gBEAMcJBvNglucbeOI"']
  - id: discord-webhook
    title: Discord webhook
    pattern: 'discord(?:app)?\.com/api/webhooks/\d{17,20}/[0-9A-Za-z_-]{60,72}'
    keywords: ['.com/api/webhooks/']
    severity: medium
    minimum-entropy: 3.5
    allows: Posting into a channel
    revoke: https://support.discord.com/hc/en-us/articles/228383668
    examples:
      match:
        - ['https://discord', '.com/api/web', 'hooks/417263356866826882/ill3GO3UxMBrBmeiDMb35vC8bNH4rJv7LChABZLq4FGiKX8zAxNXszZj4hC6Ih5FKfJF']
      no-match:
        - ['https://discord', '.com/api/web', 'hooks/504517869026297538/token']
  - id: discord-client-secret
    title: Discord client secret
    pattern: '[0-9A-Za-z_-]{32}'
    assigned-to: [discord]
    severity: high
    minimum-entropy: 3.5
    form: random
    allows: Getting tokens as the application
    revoke: https://discord.com/developers/docs/topics/oauth2
    examples:
      match:
        - ['DI', 'SCORD_CLIENT_SECRET="ND', 'R0KPn6gqw9lQbDdHRQ4_MPqnjmh6Qg"']
        - ['di', 'scord_client_secret: g3', 'fq23bCPzr7rmaFfEdTiwKOmC-_Z6ke']
      no-match:
        - ['DI', 'SCORD_CLIENT_SECRET="I3', 'qSqtINdai0wH"']
        - ['other_client_secret = "I3', 'qSqtINdai0wHsHusd_0O8KqLURYxlk"']
        - ['DI', 'SCORD_CLIENT_SECRET="xx', 'xxxxxxxxx0xxxxxxx_0x0xxxxxxxxx"']

"""###,
    "Policies/secrets/disqus.yaml": ###"""
provider: Disqus
rules:
  - id: disqus-secret-key
    title: Disqus secret key
    pattern: '[0-9A-Za-z]{64}'
    assigned-to: [disqus]
    severity: medium
    minimum-entropy: 4
    form: mixed
    allows: Moderating comments
    revoke: https://disqus.com/api/docs/auth/
    examples:
      match:
        - ['DI', 'SQUS_SECRET_KEY="W9', 'Zxupp1KxRvWP3ecMXHlIeOEJ7icUVzfRSurXegZmtVthI4xttYpYWsb5mT9YPM"']
        - ['di', 'squs_secret_key: 9N', 'Q4b6NeSqCt2QSV3fAv5sjqZxUmKBhQFlARshEkU7ooq5o4e4vWUqclF2A7kEs3']
      no-match:
        - ['DI', 'SQUS_SECRET_KEY="QV', 'NNBMUDYxhgzC9N00uB8OO7N2FGiw"']
        - ['other_secret_key = "QV', 'NNBMUDYxhgzC9N00uB8OO7N2FGiwKjktxD8pcM3Q5g9m6H4GcxGH5VTWepTlxv"']
        - ['DI', 'SQUS_SECRET_KEY="xx', 'xxxxxxxxxxxx0x00xx0xx0x0xxxxxxxxxx0xxx0x0x0x0x0xxxxx0xxxxxxxxx"']

"""###,
    "Policies/secrets/django.yaml": ###"""
provider: Django
rules:
  - id: django-secret-key
    title: Django secret key
    pattern: '(?m)SECRET_KEY["\'']?\]?\s{0,3}[=:]\s{0,3}["\'']([0-9a-z!@#$%^&*(=+)_-]{50})["\'']'
    keywords: ['SECRET_KEY']
    capture: 1
    severity: high
    minimum-entropy: 3.8
    followed-by: assignment
    allows: Forging sessions and signed data
    revoke: https://docs.djangoproject.com/en/stable/topics/signing/
    examples:
      match:
        - ['SECRET_K', 'EY = ''a^nm_3fsez9)mg_i++#0xudh%j&jsb%&ufqyabefokzu%m&89!''']
      no-match:
        - ['SECRET_K', 'EY = os.environ["SECRET_KEY"]']
        - ['SECRET_K', 'EY = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"']
  - id: django-insecure-key
    title: Django secret key of a new project
    pattern: '(?<![0-9A-Za-z])django-insecure-[0-9a-z!@#$%^&*(=+)_-]{50}'
    keywords: ['django-insecure-']
    severity: low
    minimum-entropy: 3.5
    allows: Forging sessions where it was never replaced
    revoke: https://docs.djangoproject.com/en/stable/topics/signing/
    examples:
      match:
        - ['SECRET_KEY = "django-inse', 'cure-nu5bnm2qfs1688kxkvxkcjkvstfb0mihpvlfigmg300xmnfvo3"']
      no-match:
        - ['django-inse', 'cure-key']

"""###,
    "Policies/secrets/docker.yaml": ###"""
provider: Docker
rules:
  - id: docker-token
    title: Docker Hub access token
    pattern: '(?<![0-9A-Za-z])(?:dckr_pat_[0-9A-Za-z_-]{27}|dckr_oat_[0-9A-Za-z_-]{32})(?![0-9A-Za-z_-])'
    keywords: ['dckr_pat_', 'dckr_oat_']
    severity: critical
    minimum-entropy: 3.5
    token-length: 36
    allows: Pushing and pulling images
    revoke: https://docs.docker.com/security/access-tokens/
    examples:
      match:
        - ['dckr', '_pat_w2PmfA6amUEnWsLwj5QQjzowoHg']
      no-match:
        - ['dckr', '_pat_P0vfgsC1Rv']
  - id: docker-swarm-join-token
    title: Docker Swarm join token
    pattern: '(?<![0-9A-Za-z])SWMTKN-1-[0-9a-z]{50}-[0-9a-z]{25}(?![0-9A-Za-z])'
    keywords: ['SWMTKN-1-']
    severity: high
    minimum-entropy: 4
    token-length: 85
    allows: Adding a machine to the swarm
    revoke: https://docs.docker.com/engine/swarm/join-nodes/
    examples:
      match:
        - ['SWMT', 'KN-1-7uqwaqidk3hx1ke53syx2vppjsgdh9dewqhxx6238in0mwmy8l-4oqmh6aq1fjr9l7b2no5480bg']
        - ['token: "SWMT', 'KN-1-vk6hb7lmsnsvar99t054kvdsrjkk9pkm173amlhtau395o7u41-ml641e2sr9ojyy2ycxzs01dc2"']
      no-match:
        - ['SWMT', 'KN-1-vk6hb7lmsnsvar99t054kvdsrjkk9pkm173aml']
        - ['SWMT', 'KN-1-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxx']
  - id: docker-swarm-unlock-key
    title: Docker Swarm unlock key
    pattern: '(?<![0-9A-Za-z])SWMKEY-1-[0-9A-Za-z+/]{43}(?![0-9A-Za-z+/])'
    keywords: ['SWMKEY-1-']
    severity: critical
    minimum-entropy: 4
    token-length: 52
    allows: Reading the keys of the swarm
    revoke: https://docs.docker.com/engine/swarm/swarm_manager_locking/
    examples:
      match:
        - ['SWMK', 'EY-1-3A7goyBJzq/JMCBGI1UWI//3PGz5rNqynMfpGhTP0YN']
        - ['token: "SWMK', 'EY-1-Yd7oCk+zY5QW/YxuISWsimTmh3VQjGe2RXC8sI4JNuN"']
      no-match:
        - ['SWMK', 'EY-1-Yd7oCk+zY5QW/YxuISWsi']
        - ['SWMK', 'EY-1-xxxxxxxxxxxxxxxxxxxxxxxxxx+xxxxxxxxxxxxxxxx']
  - id: docker-registry-auth
    title: Registry credentials in a Docker configuration
    pattern: '"auth"\s{0,3}:\s{0,3}"([0-9A-Za-z+/]{16,400}={0,2})"'
    keywords: ['"auth"']
    capture: 1
    severity: high
    validate: basic-credentials
    followed-by: assignment
    allows: Pulling and pushing images as that user
    revoke: https://docs.docker.com/reference/cli/docker/login/
    examples:
      match:
        - ['{"auths": {"registry.acme.net": {"au', 'th": "ZGVwbG95OnE4WnJXMm5YNXY="}}}']
      no-match:
        - ['{"au', 'th": "dXNlcjpwYXNzd29yZA=="}']
        - ['{"au', 'th": "bearer-token-of-x"}']

"""###,
    "Policies/secrets/doppler.yaml": ###"""
provider: Doppler
rules:
  - id: doppler-token
    title: Doppler token
    pattern: '(?<![0-9A-Za-z])dp\.(?:pt|ct|sa|scim|audit)\.[0-9A-Za-z]{40,44}(?![0-9A-Za-z])|(?<![0-9A-Za-z])dp\.st\.(?:[0-9a-z_-]{2,35}\.)?[0-9A-Za-z]{40,44}(?![0-9A-Za-z])'
    keywords: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.']
    severity: critical
    minimum-entropy: 3.5
    token-length: 46
    allows: Reading the secrets it was made for
    revoke: https://docs.doppler.com/docs/service-tokens
    examples:
      match:
        - ['dp', '.pt.5fTNi8dGsz1I0zAYtoPufU3yoX3yfqUqtxynWfmIceA']
        - ['dp', '.st.prd.a4NmNGmca9n9Y3aZa0RKjWPuqxt7bAS07HdQFXPvEJi']
      no-match:
        - ['dp', '.pt.EgKrKYBxDG']

"""###,
    "Policies/secrets/dropbox.yaml": ###"""
provider: Dropbox
rules:
  - id: dropbox-access-token
    title: Dropbox access token
    pattern: '(?<![0-9A-Za-z])sl\.(?:u\.)?[0-9A-Za-z_-]{130,1400}(?![0-9A-Za-z_-])'
    keywords: ['sl.']
    severity: high
    minimum-entropy: 4.5
    token-length: 133
    window: 2048
    allows: Reading and changing files
    revoke: https://developers.dropbox.com/oauth-guide
    examples:
      match:
        - ['s', 'l.Ik9BGizYUlhdrpz6laKhUlu1CM4jDPik8nM5O7nl3QRCRIg1uNvQNdY5lQ9kCgTrfyngVnnugv86lt5WhwlT00kK6YIlyvZPRejjDiX8VFjTCPbXwvnxorB8suyQrDwDkO1iesWntScQ']
      no-match:
        - ['s', 'l.BRVV360ZIJsLopjIZkg2hrLIyEO2Gj']
  - id: dropbox-app-secret
    title: Dropbox application secret
    pattern: '[0-9a-z]{15}'
    assigned-to: [dropbox]
    severity: high
    minimum-entropy: 2.5
    form: mixed
    allows: Getting tokens as the application
    revoke: https://www.dropbox.com/developers/reference/getting-started
    examples:
      match:
        - ['DR', 'OPBOX_APP_SECRET="f8', 'k0s3o8ed9pisp"']
        - ['dr', 'opbox_app_secret: 8y', '10a3ew71rp6om']
      no-match:
        - ['DR', 'OPBOX_APP_SECRET="9t', 'pvn"']
        - ['other_app_secret = "9t', 'pvna5k74pv2a6"']
        - ['DR', 'OPBOX_APP_SECRET="xx', 'xxxx0x00xx0x0"']

"""###,
    "Policies/secrets/drupal.yaml": ###"""
provider: Drupal
rules:
  - id: drupal-hash-salt
    title: Drupal hash salt
    pattern: '(?:settings\[[''\"]hash_salt[''\"]\]|drupal_hash_salt)\s{0,3}=\s{0,3}[''\"]([0-9A-Za-z_-]{43,100})[''\"]'
    keywords: ['hash_salt']
    capture: 1
    severity: high
    minimum-entropy: 4
    followed-by: assignment
    allows: Forging one-time sign-in links
    revoke: https://www.drupal.org/docs/security-in-drupal
    examples:
      match:
        - ['$settings[''hash_sa', 'lt''] = ''HRSU60Dt4EJ0uien15K0z8mParPF7hqyk_CZ5j8eJr7niiHZxwEa0RkJVTBicdjtA-dfLQ-oZC'';']
      no-match:
        - ['$settings[''hash_sa', 'lt''] = file_get_contents(''/home/salt.txt'');']
        - ['$settings[''hash_sa', 'lt''] = ''xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'';']

"""###,
    "Policies/secrets/duffel.yaml": ###"""
provider: Duffel
rules:
  - id: duffel-live-token
    title: Duffel access token
    pattern: '(?<![0-9A-Za-z_-])(?:duffel_live_|duffel_test_)[0-9A-Za-z_-]{43}(?![0-9A-Za-z_-])'
    keywords: ['duffel_live_', 'duffel_test_']
    severity: high
    minimum-entropy: 4
    token-length: 55
    allows: Booking and cancelling flights
    revoke: https://duffel.com/docs/api/overview/authentication
    examples:
      match:
        - ['duff', 'el_live_NClzRa_vTDneqOzv0A_3cdgrtkIsXXw4yP9pyVIRKnU']
        - ['token: "duff', 'el_live_ErqKPLC0OgyPdfSKx85LWEnvI30cQRwib-tYHApTfGi"']
      no-match:
        - ['duff', 'el_live_ErqKPLC0OgyPdfSKx85LW']
        - ['duff', 'el_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/dynatrace.yaml": ###"""
provider: Dynatrace
rules:
  - id: dynatrace-token
    title: Dynatrace access token
    pattern: '(?<![0-9A-Za-z])(?:dt0c01\.|dt0s01\.|dt0s02\.|dt0s03\.|dt0s04\.|dt0s08\.|dt0s16\.)[A-Z2-7]{24}\.[A-Z2-7]{64}(?![0-9A-Za-z])'
    keywords: ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s03.', 'dt0s04.', 'dt0s08.', 'dt0s16.']
    severity: high
    minimum-entropy: 4
    token-length: 96
    allows: 'What its scopes allow: data and settings'
    revoke: https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens
    examples:
      match:
        - ['dt0', 's03.ZSTUAIN6IYZCNK7LZIMGFF4H.MX5DDDPAVNVGWDOZIM3KBNSWZLYB3YFZ5E4DIXZBAST6UVY4NSYXURQUZIFD3CDI']
        - ['token: "dt0', 's03.3GUGSWHIA3WOZKKXCVAP3XBF.FMA4ZM2J5OFG2E7566Y3VRPX5JJDPL4YKUAF3S4JS7Q4T32HWGGFVANYSAHA2MWZ"']
      no-match:
        - ['dt0', 's03.3GUGSWHIA3WOZKKXCVAP3XBF.FMA4ZM2J5OFG2E7566Y']
        - ['dt0', 's01.xxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/e2b.yaml": ###"""
provider: E2B
rules:
  - id: e2b-api-key
    title: E2B API key
    pattern: '(?<![0-9A-Za-z])e2b_[0-9a-f]{40}(?![0-9A-Za-z])'
    keywords: ['e2b_']
    severity: medium
    minimum-entropy: 3.3
    token-length: 44
    allows: 'Running sandboxes at the account''s cost'
    revoke: https://e2b.dev/docs/getting-started/api-key
    examples:
      match:
        - ['e2', 'b_f07091da5a377eb8e9db9fa00a88d5436a537391']
        - ['token: "e2', 'b_4f5979da4d2403bab86abf6de1fac56f2a0e79c6"']
      no-match:
        - ['e2', 'b_4f5979da4d2403bab86a']
        - ['e2', 'b_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/easypost.yaml": ###"""
provider: EasyPost
rules:
  - id: easypost-api-key
    title: EasyPost production key
    pattern: '(?<![0-9A-Za-z])EZAK[0-9A-Za-z]{54}(?![0-9A-Za-z])'
    keywords: ['EZAK']
    severity: high
    minimum-entropy: 4
    token-length: 58
    allows: Buying labels
    revoke: https://docs.easypost.com/docs/authentication
    examples:
      match:
        - ['EZ', 'AKICOkhHvzyBna1Ahqvg1MXpa6A89PVbZSnhpvXcS0b1v3thF6kcMfBu']
        - ['token: "EZ', 'AKNKg5Nr6omXFJjtFvB6fzLdMAIlUjiuTCaEEF87rkc2t8KtRNOeK44T"']
      no-match:
        - ['EZ', 'AKNKg5Nr6omXFJjtFvB6fzLdMAIlU']
        - ['EZ', 'AKxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
  - id: easypost-test-key
    title: EasyPost test key
    pattern: '(?<![0-9A-Za-z])EZTK[0-9A-Za-z]{54}(?![0-9A-Za-z])'
    keywords: ['EZTK']
    severity: low
    minimum-entropy: 4
    token-length: 58
    allows: Changing test data
    revoke: https://docs.easypost.com/docs/authentication
    examples:
      match:
        - ['EZ', 'TKiPwVfHzIWPOVCTDFtRLLKtEbnvgsfOX4hzBzQwerhb2glLJlIxewQ0']
        - ['token: "EZ', 'TKTbfC2ErRCY3u4dI5mr5P1E5MVyVwPNdodpcbYHlz6KgWvJmE74EtHJ"']
      no-match:
        - ['EZ', 'TKTbfC2ErRCY3u4dI5mr5P1E5MVyV']
        - ['EZ', 'TKxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/ebay.yaml": ###"""
provider: eBay
rules:
  - id: ebay-client-secret
    title: eBay client secret
    pattern: '(?<![0-9A-Za-z])PRD-[0-9a-f]{12}(?:-[0-9a-f]{4}){4}(?![0-9A-Za-z_-])'
    keywords: ['PRD-']
    severity: high
    minimum-entropy: 2.5
    token-length: 36
    allows: Getting tokens as the application
    revoke: https://developer.ebay.com/api-docs/static/creating-edp-key.html
    examples:
      match:
        - ['PR', 'D-bda31d1962af-c0e9-bc4f-2a21-5cd9']
      no-match:
        - ['PR', 'D-bafa13eb1aa8']

"""###,
    "Policies/secrets/elastic.yaml": ###"""
provider: Elastic
rules:
  - id: elastic-cloud-key
    title: Elastic Cloud API key
    pattern: '(?<![0-9A-Za-z])essu_[0-9A-Za-z_-]{60,200}={0,2}(?![0-9A-Za-z_=-])'
    keywords: ['essu_']
    severity: critical
    minimum-entropy: 4
    token-length: 65
    allows: Changing deployments
    revoke: https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys
    examples:
      match:
        - ['es', 'su_4LnoR_af4suHwIJjnIeVp7Mr_NcMAjjWrm2HtpWjcGfvQ6CcEPc_cxJOtSdr9VN3fmx8HAVxXt=']
        - ['token: "es', 'su_4K17zsyH57pRsXVQgzn2gCjdXBllGxWpWQW8pfxhmXS1tfFckOpHiW7YdvRrUWbJibN6mjTggity"']
      no-match:
        - ['es', 'su_4K17zsyH57pRsXVQgzn2gCjdXBllGx']
        - ['es', 'su_xxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxx-xxxxxxxxxxxxxxx==']

"""###,
    "Policies/secrets/elevenlabs.yaml": ###"""
provider: ElevenLabs
rules:
  - id: elevenlabs-api-key
    title: ElevenLabs API key
    pattern: '(?<![0-9A-Za-z])sk_[0-9a-f]{48}(?![0-9A-Za-z])'
    keywords: ['sk_']
    severity: medium
    minimum-entropy: 3.3
    token-length: 51
    allows: 'Making speech at the account''s cost'
    revoke: https://elevenlabs.io/docs/api-reference/authentication
    examples:
      match:
        - ['sk', '_1adee7f32d3f874da1ac1ed1bc26215ad30b34aee7ec46ab']
        - ['token: "sk', '_7c85ed7008e505d5488cd6437a63a534111073f990f82665"']
      no-match:
        - ['sk', '_7c85ed7008e505d5488cd643']
        - ['sk', '_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/endor-labs.yaml": ###"""
provider: Endor Labs
rules:
  - id: endor-labs-secret
    title: Endor Labs API key or secret
    pattern: '(?<![0-9A-Za-z_-])endr\+[0-9A-Za-z-]{16}(?![0-9A-Za-z_-])'
    keywords: ['endr+']
    severity: high
    minimum-entropy: 3.5
    token-length: 21
    allows: Reading findings, changing policies
    revoke: https://docs.endorlabs.com/administration/api-keys/
    examples:
      match:
        - ['end', 'r+k5UHitXgyRURVCWT']
        - ['token: "end', 'r+eb2y82dVZfvjRwlJ"']
      no-match:
        - ['end', 'r+eb2y82dV']
        - ['end', 'r+xxxxxxxxxxxxxx-x']

"""###,
    "Policies/secrets/ethereum.yaml": ###"""
provider: Ethereum
rules:
  - id: ethereum-private-key
    title: Ethereum private key
    pattern: '(?i)(?:private|deployer|signer|wallet|owner)[_.-]?(?:private[_.-]?)?(?:key|pk)[0-9a-z_]{0,16}\\?["\''`]?\]?\s{0,3}(?::=|=>|[=:,])\s{0,3}\\?["\''`]?(0x[0-9a-f]{64})(?![0-9a-z])'
    keywords:
      - 'private_key'
      - 'privatekey'
      - 'private-key'
      - 'wallet_key'
      - 'walletkey'
      - 'deployer_key'
      - 'deployerkey'
      - 'signer_key'
      - 'owner_key'
      - 'signer_pk'
      - 'deployer_pk'
    capture: 1
    severity: critical
    minimum-entropy: 3.3
    followed-by: assignment
    allows: Spending what the address holds
    revoke: https://ethereum.org/en/security/
    examples:
      match:
        - ['PRIVATE_K', 'EY=0xd245096b611365d51b7d6c147284dcd71bfe81f81940ec0f794a600f354a9b3a']
        - ['"deployerK', 'ey": "0x7e143ec9cf2e1c669fbf3507686bdeee10eeda35ab363eb36d95208632f26086"']
      no-match:
        - ['PRIVATE_K', 'EY=0x0000000000000000000000000000000000000000000000000000000000000001']
        - ['txHash = "0xec908d31f91e492a6c31ae399aa3fd143b45e672146916e6b15a9cf76c3e9252"']

"""###,
    "Policies/secrets/etherscan.yaml": ###"""
provider: Etherscan
rules:
  - id: etherscan-api-key
    title: Etherscan API key
    pattern: '[0-9A-Z]{34}'
    assigned-to: [etherscan, polygonscan, bscscan, arbiscan]
    severity: low
    minimum-entropy: 3.5
    form: mixed
    allows: 'Calling the explorer at the account''s limits'
    revoke: https://docs.etherscan.io/getting-started/viewing-api-usage-statistics
    examples:
      match:
        - ['ET', 'HERSCAN_API_KEY="YQ', '3L5Z47TIFNVD0KI9QJF3P8226UYEO35T"']
        - ['et', 'herscan_api_key: N0', 'ENSV7YJS2Q8VC1X4G0RBFU1LUV2ESNDK']
      no-match:
        - ['ET', 'HERSCAN_API_KEY="4A', 'ELOCLD29J0FV3"']
        - ['other_api_key = "4A', 'ELOCLD29J0FV34B78D1GNREUSENNIN9Y"']
        - ['ET', 'HERSCAN_API_KEY="xx', 'xxxxxx00x0xx00x00x0xxxxxxxxxxx0x"']

"""###,
    "Policies/secrets/exoscale.yaml": ###"""
provider: Exoscale
rules:
  - id: exoscale-api-key
    title: Exoscale API key
    pattern: '(?<![0-9A-Za-z])EXO[0-9a-f]{24,26}(?![0-9A-Za-z])'
    keywords: ['EXO']
    severity: medium
    minimum-entropy: 3
    token-length: 27
    allows: 'With its secret: what the role allows'
    revoke: https://community.exoscale.com/product/iam/how-to/
    examples:
      match:
        - ['EX', 'Oaef7397e580b375e47e76d36af']
        - ['token: "EX', 'Ofada805dd41bf9d4cf273a2dc3"']
      no-match:
        - ['EX', 'Ofada805dd41b']
        - ['EX', 'Oxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/fastly.yaml": ###"""
provider: Fastly
rules:
  - id: fastly-api-token
    title: Fastly API token
    pattern: '[0-9A-Za-z_-]{32}'
    assigned-to: [fastly]
    severity: critical
    minimum-entropy: 4
    form: random
    allows: Changing what is served
    revoke: https://www.fastly.com/documentation/reference/api/auth-tokens/
    examples:
      match:
        - ['FA', 'STLY_API_TOKEN="pk', '79ua9hIG0i1Qq9xoAvRRCqwE1GS3It"']
        - ['fa', 'stly_api_token: Cy', 'MS3KkWpX27pO6qJ0MIa5v-aJW5rcpY']
      no-match:
        - ['FA', 'STLY_API_TOKEN="EG', '6bQ5i9FhLqh0"']
        - ['other_api_token = "EG', '6bQ5i9FhLqh0Wfjh1_eQN3KZLLAZhV"']
        - ['FA', 'STLY_API_TOKEN="xx', '0xx0x0xxxxx0xxxx0_xxx0xxxxxxxx"']

"""###,
    "Policies/secrets/fauna.yaml": ###"""
provider: Fauna
rules:
  - id: fauna-key
    title: Fauna key
    pattern: '(?<![0-9A-Za-z_-])(?:fnAA|fnAB|fnAC|fnAD|fnAE|fnAF)[0-9A-Za-z_-]{36}(?![0-9A-Za-z_-])'
    keywords: ['fnAA', 'fnAB', 'fnAC', 'fnAD', 'fnAE', 'fnAF']
    severity: critical
    minimum-entropy: 4
    token-length: 40
    allows: Reading and changing the database
    revoke: https://docs.fauna.com/fauna/current/learn/security/keys/
    examples:
      match:
        - ['fn', 'ACkDcgZ0tf9UVVHrPvdTNaqZOqx0Q7rhJTYFoT']
        - ['token: "fn', 'AEoq4-bV13rZnGvHzmALJhe5kvQL5WMIFMuL2f"']
      no-match:
        - ['fn', 'AEoq4-bV13rZnGvHzmAL']
        - ['fn', 'AFxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/feishu.yaml": ###"""
provider: Feishu
rules:
  - id: feishu-webhook
    title: Feishu or Lark bot webhook
    pattern: 'open\.(?:feishu\.cn|larksuite\.com)/open-apis/bot/v2/hook/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})'
    keywords: ['/open-apis/bot/v2/hook/']
    capture: 1
    severity: medium
    minimum-entropy: 2.5
    validate: uuid
    allows: Posting into a group
    revoke: https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
    examples:
      match:
        - ['https://open.fei', 'shu.cn/open-apis/bot/v2/hook/43b78c1d-0310-45d5-b360-21bab7b4fa4d']
      no-match:
        - ['https://open.fei', 'shu.cn/open-apis/bot/v2/hook/xxxxxxxx']

"""###,
    "Policies/secrets/figma.yaml": ###"""
provider: Figma
rules:
  - id: figma-token
    title: Figma personal access token
    pattern: '(?<![0-9A-Za-z])figd_[0-9A-Za-z_-]{38,42}(?![0-9A-Za-z_-])'
    keywords: ['figd_']
    severity: high
    minimum-entropy: 3.5
    token-length: 43
    allows: Reading designs
    revoke: https://developers.figma.com/docs/rest-api/personal-access-tokens/
    examples:
      match:
        - ['fi', 'gd_Dadkyps894G1Zqlz85S1TlwOwTBcoHLjcWrJNEwX']
      no-match:
        - ['fi', 'gd_fYLycQFpy7ow8xw3tkLI']

"""###,
    "Policies/secrets/firecrawl.yaml": ###"""
provider: Firecrawl
rules:
  - id: firecrawl-api-key
    title: Firecrawl API key
    pattern: '(?<![0-9A-Za-z])fc-[0-9a-f]{32}(?![0-9A-Za-z])'
    keywords: ['fc-']
    severity: medium
    minimum-entropy: 3
    token-length: 35
    allows: 'Crawling at the account''s cost'
    revoke: https://docs.firecrawl.dev/introduction
    examples:
      match:
        - ['fc', '-9d8c39ca3f8f1cc1790b3f1ab8da3ae7']
        - ['token: "fc', '-bd6fd3dbeb207f6e68ab9ea033b70d5d"']
      no-match:
        - ['fc', '-bd6fd3dbeb207f6e']
        - ['fc', '-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/fireworks.yaml": ###"""
provider: Fireworks AI
rules:
  - id: fireworks-api-key
    title: Fireworks AI API key
    pattern: '(?<![0-9A-Za-z])fw_[0-9A-Za-z]{22,24}(?![0-9A-Za-z])'
    keywords: ['fw_']
    severity: medium
    minimum-entropy: 3.5
    token-length: 25
    allows: Calling models on the account
    revoke: https://docs.fireworks.ai/tools-sdks/firectl/commands/api-key-delete
    examples:
      match:
        - ['fw', '_M56LUkCYskzfRvcF6sHxgswT']
        - ['token: "fw', '_CHjgHBhrYjtql8REdG3COv"']
      no-match:
        - ['fw', '_CHjgHBhrYjt']
        - ['fw', '_xxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/flagsmith.yaml": ###"""
provider: Flagsmith
rules:
  - id: flagsmith-server-key
    title: Flagsmith server-side environment key
    pattern: '(?<![0-9A-Za-z._-])ser\.[0-9A-Za-z]{22}(?![0-9A-Za-z])'
    keywords: ['ser.']
    severity: medium
    minimum-entropy: 3.5
    token-length: 26
    allows: Reading every flag and its targets
    revoke: https://docs.flagsmith.com/clients/rest
    examples:
      match:
        - ['se', 'r.0fttqOrymnegpxlxQfCAHP']
        - ['token: "se', 'r.QFQiEtJOAuNt32D8CjkF2M"']
      no-match:
        - ['se', 'r.QFQiEtJOAuN']
        - ['se', 'r.xxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/flickr.yaml": ###"""
provider: Flickr
rules:
  - id: flickr-secret
    title: Flickr API key
    pattern: '[0-9a-f]{32}'
    assigned-to: [flickr]
    severity: low
    minimum-entropy: 2.5
    form: mixed
    allows: Calling the API as the application
    revoke: https://www.flickr.com/services/api/misc.api_keys.html
    examples:
      match:
        - ['FL', 'ICKR_API_KEY="97', '7b7ba6a4e1c964f98284ae4b19bb70"']
        - ['fl', 'ickr_api_key: ed', '1b0a7bc218353a95e753b1c633faa7']
      no-match:
        - ['FL', 'ICKR_API_KEY="0d', '4bac43685e9b"']
        - ['other_api_key = "0d', '4bac43685e9b117228a692a909b112"']
        - ['FL', 'ICKR_API_KEY="xx', '0xxx00000x0x000000x000x000x000"']

"""###,
    "Policies/secrets/flutterwave.yaml": ###"""
provider: Flutterwave
rules:
  - id: flutterwave-secret-key
    title: Flutterwave secret key
    pattern: '(?<![0-9A-Za-z])(?:FLWSECK-|FLWSECK_TEST-)[0-9a-f]{32}-X(?![0-9A-Za-z])'
    keywords: ['FLWSECK-', 'FLWSECK_TEST-']
    severity: critical
    minimum-entropy: 3.5
    token-length: 42
    allows: Moving money of the account
    revoke: https://developer.flutterwave.com/docs/authentication
    examples:
      match:
        - ['FLWS', 'ECK_TEST-3f27b769de678cde63158c66793c7ef0-X']
        - ['token: "FLWS', 'ECK_TEST-db0dcd987ca1c314e91497805b2d9089-X"']
      no-match:
        - ['FLWS', 'ECK_TEST-db0dcd987ca1']
        - ['FLWS', 'ECK-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-x']

"""###,
    "Policies/secrets/fly.yaml": ###"""
provider: Fly.io
rules:
  - id: fly-token
    title: Fly.io access token
    pattern: '(?<![0-9A-Za-z])fm[12][ar]?_[0-9A-Za-z+/_-]{100,900}={0,2}'
    keywords: ['fm1r_', 'fm1a_', 'fm2_']
    severity: critical
    minimum-entropy: 4
    token-length: 104
    window: 1024
    allows: Deploying and reading secrets of applications
    revoke: https://fly.io/docs/security/tokens/
    examples:
      match:
        - ['fm', '2_dTGo6vjdWNW019iJI3IdTJACx3RHtbqHzqLeL2z5Vn6CBXxVrnoNur3Wh1DudELgM1VAi5GVJnzVXGRIUDuMtsDGav5UMalpaPFQxeXWh02cs6uDgVgToSDpoJPeCybcbxy4LJUwaDZht84aDT5DEH0vYCMeO21zvzdrcQ3h4vQLfxZXiuKUvE9Gwirxy4ncZed9EWjy']
        - ['FlyV1 fm', '1r_I0d2vLBTNUR1qbs8neEBQzJcT5z9gvLNlrkdrGaOyyOi8vOKtBHTW8ZGt8LkqftFk5PocEXjAJ2rZX0zyzhM6RYpFLSYyhkXCo1DfPmUvIRLn5GzkgqpnQFQc6MgBL34VKOO6Slkr3P8xa3KVLQJGuI1N4K9TeExigZGRghVpgxtLvIkOKOl']
      no-match:
        - ['fm', '2_DOtPOxOSi4igUtedaCE5']

"""###,
    "Policies/secrets/frame.yaml": ###"""
provider: Frame.io
rules:
  - id: frame-io-token
    title: Frame.io developer token
    pattern: '(?<![0-9A-Za-z_-])fio-u-[0-9A-Za-z_=-]{64}(?![0-9A-Za-z_-])'
    keywords: ['fio-u-']
    severity: high
    minimum-entropy: 4
    token-length: 70
    allows: Reading and changing projects
    revoke: https://developer.adobe.com/frameio/guides/
    examples:
      match:
        - ['fio', '-u-XpgjrCKqRIiTOp_MZQvyoizFAtSCHFp-_oz7q718NF5mbAonJ7ee2syHQuad64da']
        - ['token: "fio', '-u-Dm0k0AocLKUzp92B-l8PTavD_oUIpCVwXflsbu62PNf=Ff8KrrDw3fj82ANYJUhB"']
      no-match:
        - ['fio', '-u-Dm0k0AocLKUzp92B-l8PTavD_oUIpCVw']
        - ['fio', '-u-xxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxx_xxxxxxxxxxx=_xxxxxxxx']

"""###,
    "Policies/secrets/friendli.yaml": ###"""
provider: FriendliAI
rules:
  - id: friendli-token
    title: FriendliAI personal token
    pattern: '(?<![0-9A-Za-z])flp_[0-9A-Za-z]{46,60}(?![0-9A-Za-z])'
    keywords: ['flp_']
    severity: medium
    minimum-entropy: 4
    token-length: 50
    allows: Calling models on the account
    revoke: https://friendli.ai/docs/guides/personal_access_tokens
    examples:
      match:
        - ['fl', 'p_c37HXhwNNkvqld71pUkQGtbDfNDU5jc6d9EXU5nFNHicD2pysENFxuZ6k5']
        - ['token: "fl', 'p_LNgvqqrShnqwwSXxLS2Mz9f8kY51nJ1HLTP5fsUL2WPbNbgc"']
      no-match:
        - ['fl', 'p_LNgvqqrShnqwwSXxLS2Mz9f']
        - ['fl', 'p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/generic.yaml": ###"""
provider: Any service
rules:
  - id: connection-string-password
    title: Password in a database connection string
    pattern: '(?i)\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|redis|rediss|amqp|amqps|mssql|sqlserver|cockroachdb|clickhouse|oracle)(?:\+[a-z0-9]{1,20})?://[^\s:/@"''`<>]{0,80}:([^\s:/@"''`<>]{4,128})@(?!localhost|127\.|0\.0\.0\.0|[^\s/]{0,60}example)[^\s/"''`<>@]{3,}'
    keywords: ['://']
    capture: 1
    severity: high
    minimum-entropy: 2.5
    followed-by: userinfo
    form: login
    generic: true
    allows: Reading and changing the database
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    examples:
      match:
        - ['DATABASE_URL=postgres', '://app:vK8tq2Lm9w@db.acme-prod.net:5432/app']
        - ['mongodb', '+srv://svc:Zp4-hG7uQ1@cluster0.abcde.mongodb.net']
      no-match:
        - ['postgres', '://user:password@localhost/db']
        - ['postgres', '://app:${PASSWORD}@db/app']
        - ['redis', '://:secret@localhost:6379']
  - id: url-password
    title: Password in a URL
    pattern: '(?i)\b(?:https?|ftps?|ssh|git|ldaps?|smtps?|sftp)://[^\s:/@"''`<>\[\]]{1,80}:([^\s:/@"''`<>\[\]]{6,128})@(?!localhost|127\.|0\.0\.0\.0|[^\s/]{0,60}example)[^\s/"''`<>@]{3,}'
    keywords: ['://']
    capture: 1
    severity: high
    minimum-entropy: 2.8
    followed-by: userinfo
    form: login
    generic: true
    allows: Signing in to that address
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    examples:
      match:
        - ['https:', '//deploy:q8ZrW2nX5v@git.acme-prod.net/app.git']
      no-match:
        - ['https:', '//user:password@example.com/']
        - ['https:', '//user:${TOKEN}@git.acme.net/']
        - ['https:', '//user:pass@host.net/']
        - ['http:', '//%C3%BCser:p%C3%A4ssword@xn--n3h.net/p%C3%A5th']
        - ['https:', '//svc:P@ssw0rd99@git.acme-prod.net/']
  - id: basic-authorization
    title: User name and password in an Authorization header
    pattern: '(?i)authorization["''`]?\s{0,3}[:=,]\s{0,3}\\?["''`]?basic\s+([0-9a-z+/]{16,200}={0,2})(?![0-9a-z+/=])'
    keywords: ['authorization']
    capture: 1
    severity: medium
    validate: basic-credentials
    followed-by: assignment
    generic: true
    allows: Calling the service as that user
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    examples:
      match:
        - ['curl -H ''authoriz', 'ation: Basic ZGVwbG95OnE4WnJXMm5YNXY=''']
      no-match:
        - ['Authoriz', 'ation: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==']
        - ['Authoriz', 'ation: Basic dXNlcjE6cGFzc3dvcmQx']
        - ['Authoriz', 'ation: Basic M7CRpWFxkk5UzvaV6gN8n1rDEDAUndVh0DPwYbcL']
  - id: bearer-authorization
    title: Token in an Authorization header
    pattern: '(?i)authorization["''`]?\s{0,3}[:=,]\s{0,3}\\?["''`]?(?:bearer|token|api-?token|api-?key)\s+([0-9a-z_.~+/-]{24,400}={0,2})(?![0-9a-z+/=])'
    keywords: ['authorization']
    capture: 1
    severity: medium
    minimum-entropy: 3
    followed-by: assignment
    form: random
    generic: true
    allows: Calling the service as that user
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    examples:
      match:
        - ['Authoriz', 'ation: Bearer GlUs7q7hNdn1IJzQvaTTiDqw4co9C82aXPqd0MdP']
      no-match:
        - ['Authoriz', 'ation: Bearer ${TOKEN}']
        - ['Authoriz', 'ation: Bearer xxxxxxxxxxxxxxxxxxxxxxxxxxxx']
        - ['Authoriz', 'ation: Bearer access-token-of-the-user']
  - id: assigned-password
    title: Password written into a file
    pattern: '(?i)(?:passw(?:or)?d|passphrase|pwd)[a-z0-9_-]{0,24}(?<![_-]id)(?<!name|type|hash|size)(?<!ids|url|uri|md5|sha)(?<!path|file)(?<!digest|sha256|length)(?<!tialid|tialsid)(?<!version)(?<!audience)(?<!prefix|suffix|header)(?<!encryption)["''`]?\]?\s{0,3}(?:::?=|=>|=|:)\s{0,3}(?:@|[bBrRuU]{1,2}|L)?\\?(["''`])([^\s"''`\\]{8,128})\\?\1'
    keywords: ['passwd', 'password', 'passphrase', 'pwd']
    capture: 2
    severity: medium
    minimum-entropy: 2.8
    followed-by: value
    value-length: 8
    form: password
    generic: true
    allows: Signing in with it
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    examples:
      match:
        - ['pass', 'word = "vR7#kqP2zL9x"']
        - ['"db_pass', 'word": "Xk29-mmPq81"']
      no-match:
        - ['pass', 'word = "correct-horse-battery"']
        - ['pass', 'word = "Changeme12345!"']
        - ['pass', 'word = "Test-1234-User"']
        - ['pass', 'word_url = "https://login.acme.net/Reset/1"']
        - ['pass', 'word = "${DB_Password_1}"']
        - ['"loginPass', 'word": "Contraseña*"']
        - ['admin_pass', 'word = "4-v3ry-53cr37-p455w0rd"']
  - id: assigned-secret
    title: Key or token written into a file
    pattern: '(?i)(?:(?<!hashed[_-])secret|(?<!csrf|xsrf)(?<!csrf[_-]|xsrf[_-])(?<!authenticity)(?<!authenticity[_-])(?<!clone[_-])(?<!public|cation)(?<!publickey)(?<!public[_-])(?<!continuation|pagination)(?<!next|page|sync)(?<!next_|page_)token|api[_-]?key|access[_-]?key|auth[_-]?key|encryption[_-]?key|signing[_-]?key|private[_-]?key|credentials?)[a-z0-9_-]{0,24}(?<![_-]id)(?<!name|type|hash|size)(?<!ids|url|uri|md5|sha)(?<!path|file)(?<!digest|sha256|length)(?<!tialid|tialsid)(?<!version)(?<!audience)(?<!prefix|suffix|header)(?<!encryption)(?<!tokenid)(?<!keyid)["''`]?\]?\s{0,3}(?:::?=|=>|=|:)\s{0,3}(?:@|[bBrRuU]{1,2}|L)?\\?(["''`])([^\s"''`\\]{16,200})\\?\1(?!,?\s{0,20}["'']?indexName)'
    keywords:
      - 'secret'
      - 'token'
      - 'api_key'
      - 'api-key'
      - 'apikey'
      - 'access_key'
      - 'access-key'
      - 'accesskey'
      - 'auth_key'
      - 'auth-key'
      - 'authkey'
      - 'encryption_key'
      - 'encryption-key'
      - 'encryptionkey'
      - 'signing_key'
      - 'signing-key'
      - 'signingkey'
      - 'private_key'
      - 'private-key'
      - 'privatekey'
      - 'credential'
    capture: 2
    severity: medium
    minimum-entropy: 3
    followed-by: value
    value-length: 16
    form: random
    generic: true
    documented-examples:
      # The key of MinIO's public playground.
      - df452eef23e8cf2c74af54c0c7419c05a5ec70ef4d5c2eb04082b02af8c55598
    allows: What the service behind it allows
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    examples:
      match:
        - ['API_', 'KEY: ''0B4VYXJDzrtVaNG2vwKITL1ChCGBJYYB''']
        - ['"client_sec', 'ret": "PoDmVRuHiZ10toqEyPC48XFc914z"']
        - ['sec', 'ret => `ec95ddea8b2bd50e0d3a2b4b04e9ce0077c7768d`']
      no-match:
        - ['api_', 'key = "YOUR_API_KEY_123456789"']
        - ['tok', 'en = "${API_TOKEN_2024_AB}"']
        - ['sec', 'ret = "xxxxxxxxxxxx12345678"']
        - ['tok', 'en_url = "https://login.acme.net/oauth2/v1/token"']
        - ['<assemblyIdentity publicKeyTok', 'en="6595b64144ccf1df" language="*">']
        - ['"NextContinuationTok', 'en": "1w41l63U0xa8q7smH50vCxyTQqdxo69O3EmK28Bi5PcROI4wIEyIJg=="']
        - ['TOK', 'EN_AUDIENCE = "25872395-ed3a-4703-b647-22ec53f3683c"']
        - ['api_tok', 'en = "d41d8cd98f00b204e9800998ecf8427e"']
        - ['tok', 'en: "users/password_reset_v2.html"']
        - ['sec', 'ret_name = "projects/acme-prod/secrets/database-1"']
        - ['creden', 'tialsId: "joj150m0q1C5SgAZ6LnXu1"']
        - ['api', '_key = "NEXUS-GPT4-API-KEY-7"']
        - ['"hashed_sec', 'ret": "7b18ddbef3d26e0d4be2317707e56a8b29473bce"']
        - ['"_csrf_tok', 'en" => "cigMDlcdAnxbWW88OAAiBHoZZ3cmCW0l1refzZ7D"']
        - ['authenticity_tok', 'en: "2059c1286e93402e389127b1153204e0d1e275dd"']
        - ['{appId:"OFCNCOG2CU",apiK', 'ey:"6fe4476ee5a1832882e326b506d14126",indexName:"search"}']
        - ['ownKeyAsSecretSHA256Head', 'er: "gv4Mg0y+oGkBPF63go5Zmmk+DSQRiH4qsnMnFmKXMII="']
        - ['tok', 'enNamePrefix: "e2e-embed-dup-on-all-pages-7"']
        - ['encryption_k', 'ey = "SGVsbG8gZnJvbSBhIGNsb3VkIG9mIHdvcmRz"']
        - ['api_k', 'ey = "abcd1234-abcd-1234-abcd-1234abcd1234"']
        - ['const Tok', 'enID = "cbc36478b0bd8e67e89469c7749d4127"']
  - id: assigned-environment-secret
    title: Secret assigned in an environment file
    pattern: '(?m)^\s{0,8}(?:export\s+|ENV\s+|set\s+)?[A-Z][A-Z0-9_]{0,60}(?:PASSWORD|PASSWD|SECRET|TOKEN|API_KEY|ACCESS_KEY|PRIVATE_KEY|ENCRYPTION_KEY|SIGNING_KEY)[A-Z0-9_]{0,20}=([^\s"''`$<>{}()\[\];,&|\\]{12,200})(?=\s|$)'
    keywords:
      - 'PASSWORD'
      - 'PASSWD'
      - 'SECRET'
      - 'TOKEN'
      - 'API_KEY'
      - 'ACCESS_KEY'
      - 'PRIVATE_KEY'
      - 'ENCRYPTION_KEY'
      - 'SIGNING_KEY'
    capture: 1
    severity: medium
    minimum-entropy: 3
    followed-by: value
    value-length: 12
    form: random
    generic: true
    allows: What the service behind it allows
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    examples:
      match:
        - ['SESSION_SEC', 'RET=pl7lnxPLo8fC3wUghHUIThQhluBaZLjUjbMFriI7']
        - ['export ACME_TO', 'KEN=458YupSgUTPGvLjVrsV5EaBcYyXT19tQ']
      no-match:
        - ['SESSION_SEC', 'RET=changeme-please-1234']
        - ['SESSION_SEC', 'RET=${SECRET}']
        - ['MAX_TO', 'KEN=4096']
  - id: assigned-plain-password
    title: Password without quotation marks in a file of settings
    pattern: '(?i)(?m)^[ \t]{0,60}(?:- )?(?:export\s+|env\s+|arg\s+|set\s+)?[a-z0-9_./:-]{0,60}?(?:passw(?:or)?d|passphrase|pwd)[a-z_-]{0,24}[0-9]{0,2}(?<![_-]id)(?<!name|type|hash|size)(?<!ids|url|uri|md5|sha)(?<!path|file)(?<!digest|sha256|length)(?<!tialid|tialsid)(?<!version)(?<!audience)(?<!prefix|suffix|header)(?<!encryption)\s{0,3}[:=]\s{0,3}(?!\*)([^\s"''`$<>{}()\[\];,&|\\]{8,128})(?=\s|$)(?![ \t]*[-+*/?=])'
    keywords: ['passwd', 'password', 'passphrase', 'pwd']
    capture: 1
    severity: medium
    minimum-entropy: 2.8
    followed-by: value
    value-length: 8
    form: plain-password
    generic: true
    allows: Signing in with it
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    examples:
      match:
        - ['  smtp_pass', 'word: Kd83+wmQz1']
        - ['ENV ROOT_PASS', 'WORD=Qx7%marble41X']
        - ['app.datasource.pass', 'word=vR7zkqP2zL9x']
      no-match:
        - ['pass', 'word: user.Password1']
        - ['pass', 'word = Foo.bar_Baz1']
        - ['pass', 'word: ${DB_Password_1}']
        - ['pass', 'word = Config::Database1']
        - ['pass', 'word_encryption: scram-sha-256']
        - ['pass', 'word: bmV3LXBhc3MtcGhyYXNl']
        - ['  pass', 'word: Enter1Password']
        - ['pass', 'word_hash = Kd83wmQz1aB']
        - ['pass', 'word = Settings1Provider']
        - ['pass', 'word: String?1Default']
  - id: assigned-plain-secret
    title: Key or token without quotation marks in a file of settings
    pattern: '(?i)(?m)^[ \t]{0,60}(?:- )?(?:export\s+|env\s+|arg\s+|set\s+)?[a-z0-9_./:-]{0,60}?(?:(?<!hashed[_-])secret|(?<!csrf|xsrf)(?<!csrf[_-]|xsrf[_-])(?<!authenticity)(?<!authenticity[_-])(?<!clone[_-])(?<!public|cation)(?<!continuation|pagination)(?<!next|page|sync)(?<!next_|page_)token|api[_.-]?key|access[_.-]?key|auth[_.-]?key|encryption[_.-]?key|signing[_.-]?key|private[_.-]?key|credentials?)[a-z_-]{0,24}[0-9]{0,2}(?<![_-]id)(?<!name|type|hash|size)(?<!ids|url|uri|md5|sha)(?<!path|file)(?<!digest|sha256|length)(?<!tialid|tialsid)(?<!version)(?<!audience)(?<!prefix|suffix|header)(?<!encryption)(?<!tokenid)(?<!keyid)\s{0,3}[:=]\s{0,3}(?!\*)([^\s"''`$<>{}()\[\];,&|\\]{16,200})(?=\s|$)(?![ \t]*[-+*/?=])'
    keywords:
      - 'secret'
      - 'token'
      - 'api_key'
      - 'api-key'
      - 'apikey'
      - 'access_key'
      - 'access-key'
      - 'accesskey'
      - 'auth_key'
      - 'auth-key'
      - 'authkey'
      - 'encryption_key'
      - 'encryption-key'
      - 'encryptionkey'
      - 'signing_key'
      - 'signing-key'
      - 'signingkey'
      - 'private_key'
      - 'private-key'
      - 'privatekey'
      - 'credential'
      - 'api.key'
      - 'access.key'
      - 'auth.key'
      - 'encryption.key'
      - 'signing.key'
      - 'private.key'
    capture: 1
    severity: medium
    minimum-entropy: 3
    followed-by: value
    value-length: 16
    form: random
    generic: true
    documented-examples:
      # The key of MinIO's public playground.
      - df452eef23e8cf2c74af54c0c7419c05a5ec70ef4d5c2eb04082b02af8c55598
    allows: What the service behind it allows
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    examples:
      match:
        - ['    encryption_', 'key: 4kQdUpSgUTPGvLjVrsV5EaBcYyXT19tQ']
        - ['app.signing.', 'key=b7e1f4409c2d8a6635d0c1f2aa98e341']
        - ['SIGNING_', 'KEY=/D0g+pLQalKEREaiOFN+7V6GSu+0aYi1Qor6SP14VLc=']
      no-match:
        - ['tok', 'en: accessTokenProvider2Service']
        - ['tok', 'en_digest: b7e1f4409c2d8a6635d0c1f2aa98e341']
        - ['sec', 'ret: projects/acme-prod/secrets/database-1']
        - ['tok', 'en = self.session.Token_Cache_2']
        - ['creden', 'tials: /run/secrets/app_credentials_2']
  - id: markup-secret
    title: Password or key in an element or attribute
    pattern: '(?i)(?:<[a-z:_.-]{0,30}(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key)[a-z_.-]{0,20}(?<!id)(?<!url|uri)(?<!name|type|path|hash)>|<[a-z:]{2,20}\s[^<>\n]{0,120}?(?:key|name)\s?=\s?"[a-z0-9_.:-]{0,40}(?:passw(?:or)?d|passphrase|pwd|secret|token|apikey|accesskey|(?:api|signing|encryption|access)[_.-]?key)[a-z0-9_.:-]{0,20}"\s{1,4}value\s?=\s?")([^<>"\s\x00-\x1f]{8,200})["<]'
    keywords: ['password>', 'passwd>', 'passphrase>', 'secret>', 'token>', 'apikey>', 'api_key>', 'accesskey>', 'access_key>', '<add key', '<add name', '<property name', '<entry key', '<param name', '<setting name', '<constant name', '<parameter name']
    capture: 1
    severity: medium
    minimum-entropy: 3
    form: plain-password
    generic: true
    allows: What the service behind it allows
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    examples:
      match:
        - ['<add key="SmtpPass', 'word" value="Kd83+wmQz1" />']
        - ['<server><id>nexus</id><pass', 'word>vR7#kqP2zL9x</password></server>']
        - ['<property name="acme.signing', 'Key" value="b7e1f4409c2d8a6635d0c1f2aa98e341"/>']
      no-match:
        - ['<string name="pass', 'word_hint">Mindestens 8 Zeichen</string>']
        - ['<pass', 'word>${env.PASSWORD}</password>']
        - ['<add key="Tok', 'enUrl" value="https://login.acme.net/v2/Token" />']
        - ['<pass', 'word>{COQLCE6DU6GtcS5P=}</password>']
        - ['<tok', 'en>PasswordDigest1</token>']
        - ['<UserSecrets', 'Id>79a3edd0-2092-40a2-a04d-dcb46d5ca9ed</UserSecretsId>']
  - id: connection-string-pair
    title: Password in a connection string of names and values
    pattern: '(?i)(?:(?:server|data source|host|hostaddr|datasource|address|user id|uid|username|user|database|initial catalog|jdbc:[a-z]{2,12}:)[^\n"''`]{0,300}?[;?&\s])(?:password|pwd)\s?=\s?([^\s;&"''`<>{}$()\[\]\\,]{6,128})(?=[;&"''`\s]|$)'
    keywords: ['password=', 'pwd=', 'password =']
    capture: 1
    severity: high
    minimum-entropy: 2.5
    form: login
    generic: true
    allows: Reading and changing the database
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    examples:
      match:
        - ['"Server=db.acme.net;Database=app;User Id=svc;Pass', 'word=vK8tq2Lm9w;Encrypt=true"']
        - ['jdbc:postgresql://db.acme.net/app?user=svc&pass', 'word=vK8tq2Lm9w&ssl=true']
        - ['host=db.acme.net user=svc pass', 'word=vK8tq2Lm9w dbname=app']
      no-match:
        - ['user', 'name, pass', 'word = user_auth']
        - ['--server https://deploy.acme.net -p pass', 'word=abc123']
        - ['"Server=.;Database=app;User Id=sa;Pass', 'word=${DB_PASSWORD};"']
        - ['"Server=localhost;User=root;Pass', 'word=password;"']
        - ['"Server=x;User Id=sa;Pass', 'word=Your_password123;"']
  - id: command-line-login
    title: User name and password on a command line
    pattern: '(?i)\b(?:curl|wget|http|https|svn|lftp)\b(?:[^\n|;]|\\\n){0,300}?\s(?:-u|--user|--auth|-a)[\s=]{0,2}\\?["'']?[^:\s"''`$<>{}/]{1,80}\\?["'']?:\\?["'']?([^\s"''`$<>{}/\\]{6,128})(?=\\?["'']|\s|$)'
    keywords: ['curl ', 'wget ', 'http -a', 'lftp ']
    capture: 1
    severity: high
    minimum-entropy: 2.8
    form: login
    generic: true
    allows: Signing in to that address
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    examples:
      match:
        - ['curl -fsS --us', 'er deploy:q8ZrW2nX5v https://ci.acme-prod.net/job']
        - ['curl -s -', 'u "mara:Zp4-hG7uQ1" https://nexus.acme-prod.net/']
      no-match:
        - ['curl --request POST -', 'u ORGANIZATION_ID:API_KEY --url https://api.acme.net/']
        - ['curl -', 'u username:password https://api.acme.io/v1']
        - ['curl -', 'u "$USER:$PASSWORD1a" https://api.acme.io/v1']
        - ['curl -', 'u admin:admin123 http://localhost:8080/']
  - id: query-secret
    title: Key or token in the query of an address
    pattern: '(?i)(?:https?://[^\s"''`<>]{3,200}?[?&;]|\s(?:-d|-F|--data|--form)[\s=]["'']?(?:[^\s"''&]{1,80}&){0,4})(?:access_token|auth_token|api_?key|api-key|apitoken|client_secret|secret_key|private_token|app_secret)=([0-9a-z_.~+/-]{20,200}={0,2})(?![0-9a-z_.~+/=%-])'
    keywords: ['access_token=', 'auth_token=', 'apikey=', 'api_key=', 'api-key=', 'apitoken=', 'client_secret=', 'secret_key=', 'private_token=', 'app_secret=']
    capture: 1
    severity: medium
    minimum-entropy: 3
    form: random
    generic: true
    allows: What the service behind it allows
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    examples:
      match:
        - ['curl "https://api.acme.io/v1/devices?access_to', 'ken=38bb7b318cc6898c80317decb34525844bc9db55"']
        - ['https://maps.acme.io/tiles?z=4&api', 'key=q8ZrW2nX5vK7tLm9Pb3Hd6Yc']
        - ['curl -d access_to', 'ken=38bb7b318cc6898c80317decb34525844bc9db55 https://api.acme.io/v1/devices']
      no-match:
        - ['https://api.acme.io/v1?access_to', 'ken=YOUR_ACCESS_TOKEN_GOES_HERE']
        - ['https://api.acme.io/v1?api_', 'key=${ACME_API_KEY}']
        - ['https://api.acme.io/v1?client_sec', 'ret=the-client-secret-of-your-app-1']

"""###,
    "Policies/secrets/gitea.yaml": ###"""
provider: Gitea
rules:
  - id: gitea-token
    title: Gitea or Forgejo access token
    pattern: '[0-9a-f]{40}'
    assigned-to: [gitea, forgejo, codeberg]
    severity: critical
    minimum-entropy: 3
    form: mixed
    allows: Reading and changing repositories as the person
    revoke: https://docs.gitea.com/development/api-usage
    examples:
      match:
        - ['GI', 'TEA_TOKEN="5b', 'b5ef7c1cc2bc6105febd6033acb6007435bb58"']
        - ['gi', 'tea_token: 08', '42cf6507c302e1ff3125dcbf9e13a173ffcee8']
      no-match:
        - ['GI', 'TEA_TOKEN="79', 'f490260757cdc13c"']
        - ['other_token = "79', 'f490260757cdc13c8bd4beb9c093c44cabe627"']
        - ['GI', 'TEA_TOKEN="xx', 'x000000000xxx00x0xx0xxx0x000x00xxxx000"']

"""###,
    "Policies/secrets/github.yaml": ###"""
provider: GitHub
rules:
  - id: github-personal-token
    title: GitHub personal access token
    pattern: '(?<![0-9A-Za-z])ghp_[0-9A-Za-z]{36}(?![0-9A-Za-z])'
    keywords: ['ghp_']
    severity: critical
    validate: crc32-base62
    token-length: 40
    allows: Reading and changing repositories as the person who made it
    revoke: https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/token-expiration-and-revocation
    examples:
      match:
        - ['gh', 'p_yXBHMoc5L40zBANMAAcNPMMcv7FQw42kWkIk']
        - ['token = "gh', 'p_NuNORxbguTRGX1EciFuTjXUPUT7sgV1Rry0n', '"']
      no-match:
        - ['gh', 'p_U5K95EhDN0wMXmtvfR1DCtdB8Gdjrd30SfWa']
        - ['gh', 'p_yXBHMoc5L40zBANMAAcNPMMcv7FQw42kWkI']
  - id: github-oauth-token
    title: GitHub OAuth access token
    pattern: '(?<![0-9A-Za-z])gho_[0-9A-Za-z]{36}(?![0-9A-Za-z])'
    keywords: ['gho_']
    severity: critical
    validate: crc32-base62
    token-length: 40
    allows: Acting for the person who authorised the application
    revoke: https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/token-expiration-and-revocation
    examples:
      match:
        - ['gh', 'o_blNpni4P7TLJs6ByJxCG0aPNUpkJK1107GT1']
        - ['token = "gh', 'o_FlbGf1v2cFAedxukuoTucal7UkVcwj3RZKyZ', '"']
      no-match:
        - ['gh', 'o_UxhvY8QmdajZ8XnhgYWUEqV6qmM4OJ3udz8a']
        - ['gh', 'o_blNpni4P7TLJs6ByJxCG0aPNUpkJK1107GT']
  - id: github-user-to-server-token
    title: GitHub App user token
    pattern: '(?<![0-9A-Za-z])ghu_[0-9A-Za-z]{36}(?![0-9A-Za-z])'
    keywords: ['ghu_']
    severity: high
    validate: crc32-base62
    token-length: 40
    allows: Acting for a person through a GitHub App
    revoke: https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/token-expiration-and-revocation
    examples:
      match:
        - ['gh', 'u_phJhtlJ3fGV4ym2JiYe3iC3dXD22CO3ZJwkF']
        - ['token = "gh', 'u_syHuKDYSXErCogzGRsu6fdnE0axBpF1gh3Bp', '"']
      no-match:
        - ['gh', 'u_pEDAfvWoYhAJvIHBiX5mWnq7zZadxU1eeWF0']
        - ['gh', 'u_phJhtlJ3fGV4ym2JiYe3iC3dXD22CO3ZJwk']
  - id: github-installation-token
    title: GitHub App installation token
    pattern: '(?<![0-9A-Za-z])ghs_[0-9A-Za-z]{36}(?![0-9A-Za-z])'
    keywords: ['ghs_']
    severity: high
    validate: crc32-base62
    token-length: 40
    allows: Acting as an installed GitHub App until it expires
    revoke: https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/token-expiration-and-revocation
    examples:
      match:
        - ['gh', 's_pIEyKHDcmOsN3a18WFmvRzWqNgbeHO3rvFHA']
        - ['token = "gh', 's_74NB7XdfpT9qqu1VNqFeWX6zjRI6tK4S3e2b', '"']
      no-match:
        - ['gh', 's_x4ZpnMEhuZKGI3c5YuRhT2HTxxcKRl2VW2Va']
        - ['gh', 's_pIEyKHDcmOsN3a18WFmvRzWqNgbeHO3rvFH']
  - id: github-refresh-token
    title: GitHub refresh token
    pattern: '(?<![0-9A-Za-z])ghr_[0-9A-Za-z]{36}(?![0-9A-Za-z])'
    keywords: ['ghr_']
    severity: high
    validate: crc32-base62
    token-length: 40
    allows: Getting new user tokens of a GitHub App
    revoke: https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/token-expiration-and-revocation
    examples:
      match:
        - ['gh', 'r_7pgPImf3MY0GpIVFZUCdMPInVburUM3Q2Yuy']
        - ['token = "gh', 'r_puGjemYIoOs4sSD9j0T96P3mKsvsio0Jm0AR', '"']
      no-match:
        - ['gh', 'r_SBvELzhJJoDDrISYL0kE971eYToLWC3SUDH0']
        - ['gh', 'r_7pgPImf3MY0GpIVFZUCdMPInVburUM3Q2Yu']
  - id: github-fine-grained-token
    title: GitHub fine-grained personal access token
    pattern: '(?<![0-9A-Za-z])github_pat_[0-9A-Za-z]{22}_[0-9A-Za-z]{59}(?![0-9A-Za-z])'
    keywords: ['github_pat_']
    severity: critical
    minimum-entropy: 3.5
    token-length: 93
    allows: What was granted to it on the chosen repositories
    revoke: https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/token-expiration-and-revocation
    examples:
      match:
        - ['github', '_pat_BUuYLMFCr4kQHGIzFO0Qw9_KSQWbBU23ewxc1ewtpZPGAvLx2PnnY6G3SjBYc75mLhbTQvjoJzdWBr80Z3']
      no-match:
        - ['github', '_pat_KJUDSK9QexhS00B2NKOREF_v0lANWP1yzF2ywUxEZ055GwTeJElZ4aqVd9dS47A']

"""###,
    "Policies/secrets/gitlab.yaml": ###"""
provider: GitLab
rules:
  - id: gitlab-personal-token
    title: GitLab personal access token
    pattern: '(?<![0-9A-Za-z_-])glpat-[0-9A-Za-z_-]{20}(?![0-9A-Za-z_.-])'
    keywords: ['glpat-']
    severity: critical
    minimum-entropy: 3
    token-length: 26
    allows: Reading and changing projects as the person who made it
    revoke: https://docs.gitlab.com/security/tokens/
    examples:
      match:
        - ['gl', 'pat-mIVjWVtNogEe9THyRHHS']
      no-match:
        - ['gl', 'pat-poZh1hrTJ5Fi']
        - ['gl', 'pat-XXXXXXXXXXXXXXXXXXXX']
  - id: gitlab-routable-token
    title: GitLab routable access token
    pattern: '(?<![0-9A-Za-z_-])(?:glpat|glrt|gldt|glptt|glft|glimt|glagent|glcbt)-(?:t\d_)?[0-9A-Za-z_-]{27,300}\.(?:[0-9a-z]{2}\.)?[0-9a-z]{2}[0-9a-z]{7}(?![0-9A-Za-z])'
    keywords: ['glpat-', 'glrt-', 'gldt-', 'glptt-', 'glft-', 'glimt-', 'glagent-', 'glcbt-']
    severity: critical
    validate: crc32-base36
    token-length: 42
    allows: Reading and changing projects, or running jobs
    revoke: https://docs.gitlab.com/security/tokens/
    examples:
      match:
        - ['gl', 'pat-OppSDUNTn9FyKzMI82HdvWM6MQpvOjEKdTpxbW4N.01.140oocaif']
        - ['token: gl', 'rt-t3_jN5NgRTsyaYJVNz8i166CmM6MQpvOjEKdToxM2cN.01.14152hc7i']
      no-match:
        - ['gl', 'pat-OppSDUNTn9FyKzMI82HdvWM6MQpvOjEKdTpxbW4N.01.140oocai0']
        - ['gl', 'pat-HYOH1JyvMMAw9mHB846Y9NcOLmA-MI0kdPDbo5LQ']
  - id: gitlab-machine-token
    title: GitLab deploy, runner, trigger or agent token
    pattern: '(?<![0-9A-Za-z_-])(?:gldt-[0-9A-Za-z_-]{20}|glrt-[0-9A-Za-z_-]{20}|glptt-[0-9a-f]{40}|glft-[0-9A-Za-z_-]{20}|glimt-[0-9A-Za-z_-]{25}|glagent-[0-9A-Za-z_-]{50}|glsoat-[0-9A-Za-z_-]{20}|gloas-[0-9a-f]{64})(?![0-9A-Za-z_.-])'
    keywords: ['gldt-', 'glrt-', 'glptt-', 'glft-', 'glimt-', 'glagent-', 'glsoat-', 'gloas-']
    severity: high
    minimum-entropy: 3
    token-length: 25
    allows: Pulling code, registering runners or starting pipelines
    revoke: https://docs.gitlab.com/security/tokens/
    examples:
      match:
        - ['gl', 'dt-NfLHMTnaUH7JhVaIsaz5']
        - ['gl', 'ptt-2e66046cbadfa9dda161513ea5d87be473c18cb9']
        - ['gl', 'agent-kPwgmt7GjZMMPpX7dyLPbMvDwBxjHabhzDy4b7cq3yyDumqZpB']
      no-match:
        - ['gl', 'dt-Ei8QjTnhM']
        - ['gl', 'ptt-f8b190af4c54f7ff870061c59b0bc2d3c92b127']
  - id: gitlab-runner-registration-token
    title: GitLab runner registration token
    pattern: '(?<![0-9A-Za-z_-])GR1348941[0-9A-Za-z_-]{20}(?![0-9A-Za-z_-])'
    keywords: ['GR1348941']
    severity: high
    minimum-entropy: 3.5
    token-length: 29
    allows: Registering runners, which read code and secrets of jobs
    revoke: https://docs.gitlab.com/security/tokens/
    examples:
      match:
        - ['GR13', '48941zgLaR_gOy0alEJ0Zu_Tp']
        - ['token: "GR13', '48941capu4qrzEXpG6bI2fTTI"']
      no-match:
        - ['GR13', '48941capu4qrzEX']
        - ['GR13', '48941xxxxxxxxxxxxxxxxxxxx']
  - id: gitlab-job-token
    title: GitLab job token
    pattern: '(?<![0-9A-Za-z_-])glcbt-[0-9A-Za-z]{1,5}_[0-9A-Za-z_-]{20}(?![0-9A-Za-z_-])'
    keywords: ['glcbt-']
    severity: medium
    minimum-entropy: 3.5
    token-length: 28
    allows: Reading projects while its job runs
    revoke: https://docs.gitlab.com/security/tokens/
    examples:
      match:
        - ['glc', 'bt-0_cAren4lAEGLbV3IJID7Q']
        - ['token: "glc', 'bt-Jku_b1Q6pEiyD9T6jScUReo_"']
      no-match:
        - ['glc', 'bt-Jku_b1Q6pEi']
        - ['glc', 'bt-xxxxx_xxxxxxxxxxxxxxx_xxxx']
  - id: gitlab-feature-flag-token
    title: GitLab feature flags client token
    pattern: '(?<![0-9A-Za-z_-])glffct-[0-9A-Za-z_-]{20}(?![0-9A-Za-z_-])'
    keywords: ['glffct-']
    severity: low
    minimum-entropy: 3.5
    token-length: 27
    allows: Reading feature flags
    revoke: https://docs.gitlab.com/security/tokens/
    examples:
      match:
        - ['glf', 'fct-XrrOe5Fwr3NJnxXL0PjL']
        - ['token: "glf', 'fct-PQnmRqGOcJCqLiWqGQuS"']
      no-match:
        - ['glf', 'fct-PQnmRqGOcJ']
        - ['glf', 'fct-xxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/gocardless.yaml": ###"""
provider: GoCardless
rules:
  - id: gocardless-live-token
    title: GoCardless live access token
    pattern: '(?<![0-9A-Za-z_-])live_[0-9A-Za-z_-]{40}(?![0-9A-Za-z_-])'
    keywords: ['live_']
    severity: critical
    minimum-entropy: 4
    token-length: 45
    allows: Collecting payments
    revoke: https://developer.gocardless.com/getting-started/api/making-your-first-request/
    examples:
      match:
        - ['li', 've_Fa--6dNI6cbOmR5FtEbuoVyWbkBi91No0QeoxLtO']
        - ['token: "li', 've_xJVGYDH3c7DvbolJgA8mvpLKM_oOFns4VhnpEkZk"']
      no-match:
        - ['li', 've_xJVGYDH3c7DvbolJgA8m']
        - ['li', 've_xxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xx']

"""###,
    "Policies/secrets/google.yaml": ###"""
provider: Google
rules:
  - id: google-api-key
    title: Google API key
    pattern: '(?<![0-9A-Za-z])AIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])'
    keywords: ['AIza']
    severity: high
    minimum-entropy: 3.5
    token-length: 39
    allows: 'Calling the APIs it is not restricted from, at the project''s cost'
    revoke: https://cloud.google.com/docs/authentication/api-keys
    examples:
      match:
        - ['AI', 'zai46StCH5yIyScQcfOrQbcl99JiWubFj3MHB']
      no-match:
        - ['AI', 'za2jPWNYDAMicVP8Q73hJR']
        - ['AI', 'zaxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
  - id: google-oauth-client-secret
    title: Google OAuth client secret
    pattern: '(?<![0-9A-Za-z_-])GOCSPX-[0-9A-Za-z_-]{28}(?![0-9A-Za-z_-])'
    keywords: ['GOCSPX-']
    severity: high
    minimum-entropy: 3.5
    token-length: 35
    allows: Getting tokens as the application
    revoke: https://support.google.com/cloud/answer/15549257
    examples:
      match:
        - ['GOC', 'SPX-UxeS5zkqXG8HaU4TjBzFYhOuHl2D']
      no-match:
        - ['GOC', 'SPX-fjbsa4GX21']
  - id: google-oauth-access-token
    title: Google OAuth access token
    pattern: '(?<![0-9A-Za-z_-])ya29\.[0-9A-Za-z_-]{60,500}'
    keywords: ['ya29.']
    severity: high
    minimum-entropy: 4
    token-length: 65
    window: 1024
    allows: Acting for a Google account for an hour
    revoke: https://developers.google.com/identity/protocols/oauth2/web-server
    examples:
      match:
        - ['ya', '29.JVGc8kB4qi6hHtKFK3CiF7687PS2UkhOEFpqQLGXXpopZuH3MbToHIWv2P1COZVVgaCM4VVjXqbLhBXqQOVQzhZ6M8rYd9BxRREGGrRpZv6bUfoB79PoTjy16iTOT6lEUr']
      no-match:
        - ['ya', '29.BKZfrplh6XtK']
  - id: google-service-account-key
    title: Google Cloud service account key
    pattern: '"private_key_id"\s{0,8}:\s{0,8}"([0-9a-f]{40})"\s{0,8},\s{0,8}"private_key"\s{0,8}:\s{0,8}"-----BEGIN (?:RSA )?PRIVATE KEY-----'
    keywords: ['private_key_id']
    capture: 1
    severity: critical
    minimum-entropy: 3
    allows: Everything the service account may do
    revoke: https://cloud.google.com/iam/docs/keys-create-delete
    examples:
      match:
        - ['{"type": "service_account", "private_', 'key_id": "c0a077dc85bd8f251a576b24c32a82e6b82377da", "private_key": "-----BEGIN', ' PRIVATE KEY-----\nT2oGvwvOK+YRM8lqi8Oed0LflItn6vfc6SKtMbmVhFUQr+d++cI6KK5rbsdg"}']
      no-match:
        - ['{"private_', 'key_id": "6003d08b71165efef90c370a4675d4ed399ffc8b", "private_key": ""}']
  - id: google-gemini-key
    title: Google Gemini API key
    pattern: '(?<![0-9A-Za-z_-])AQ\.Ab8RN6[0-9A-Za-z_-]{44}(?![0-9A-Za-z_-])'
    keywords: ['AQ.Ab8RN6']
    severity: high
    minimum-entropy: 4
    token-length: 53
    allows: Calling models on the project
    revoke: https://ai.google.dev/gemini-api/docs/api-key
    examples:
      match:
        - ['AQ.A', 'b8RN603BVusPor9wQJHJMB7flrc1GwmZ-a63gG2xgXbgpBtEy']
        - ['token: "AQ.A', 'b8RN615WxS5yor2yCY5wm-qIQlOYjOOSYl5M-_v5S9H6tsQw0"']
      no-match:
        - ['AQ.A', 'b8RN615WxS5yor2yCY5wm-qIQlO']
        - ['AQ.A', 'b8RN6xxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
  - id: google-oauth-refresh-token
    title: Google OAuth refresh token
    pattern: '(?<![0-9A-Za-z/_-])1//0[0-9A-Za-z_-]{60,120}(?![0-9A-Za-z_-])'
    keywords: ['1//0']
    severity: critical
    minimum-entropy: 4
    token-length: 64
    allows: Getting access tokens for a Google account
    revoke: https://developers.google.com/identity/protocols/oauth2/web-server
    examples:
      match:
        - ['1/', '/0jqUyc_Em4OgPwGKrncRFur0tthYJdtHwWZ60zGqm2JBVKlxMaVLaiWkqshoUjaROBiaU-UJ7ucVyndht4tQR']
        - ['token: "1/', '/0FD1t3GdVTNOz0NuGRPhW86wwwuk_hXoIx5RvkoWvRrOQvH4DI2at09Vlgpk9PVtbO-jGcqjNbeL"']
      no-match:
        - ['1/', '/0FD1t3GdVTNOz0NuGRPhW86wwwuk_hX']
        - ['1/', '/0xxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
  - id: google-cloud-hmac-key
    title: Google Cloud Storage HMAC access identifier
    pattern: '(?<![0-9A-Za-z])GOOG1E[0-9A-Z]{55,57}(?![0-9A-Za-z])'
    keywords: ['GOOG1E']
    severity: medium
    minimum-entropy: 4
    token-length: 61
    allows: 'With its secret: the buckets of the service account'
    revoke: https://cloud.google.com/storage/docs/authentication/managing-hmackeys
    examples:
      match:
        - ['GOO', 'G1EK70EUN5SDQCB5UM2D9U4NC62DUJ9B2Q1MME6K9146C116RMUEUEFJ2JY']
        - ['token: "GOO', 'G1E2PAT3G128RL2Y9BT4ZHE0OE0W9W2XW0Z6TFWA408QTTMJLGMNYKN363QU"']
      no-match:
        - ['GOO', 'G1E2PAT3G128RL2Y9BT4ZHE0OE0W9W']
        - ['GOO', 'G1Exxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
  - id: google-firebase-server-key
    title: Firebase Cloud Messaging server key
    pattern: '(?<![0-9A-Za-z_-])AAAA[0-9A-Za-z_-]{7}:APA91b[0-9A-Za-z_-]{134}(?![0-9A-Za-z_-])'
    keywords: [':APA91b']
    severity: high
    minimum-entropy: 4
    allows: Sending messages to every device of the application
    revoke: https://firebase.google.com/docs/cloud-messaging/auth-server
    examples:
      match:
        - ['AAAAgRwsMRg:APA', '91bXppbm0WedRQSEuFTxDKb9FfFMo29HR6HAm4bjCiRVAMtt2oXoKRqnm2Bk4TYTgtAnWNxJ3tZWDXXQfpCAnwNiTezEwQ2joWzrWrkAHxlpjB0AfvbWzS38TMKOwGsdRKEXMJ0eh']
      no-match:
        - ['AAAA5i7NEb4:APA', '91bHQT22r3QL8PnBQ8MH4mjSZbpTX6jsLQ9fdDAIGDabBLIkhGHGTam6qBWofXm']
  - id: google-chat-webhook
    title: Google Chat webhook
    pattern: 'chat\.googleapis\.com/v1/spaces/[0-9A-Za-z_-]{6,20}/messages\?key=[0-9A-Za-z_-]{20,60}&token=([0-9A-Za-z_%-]{30,80})'
    keywords: ['chat.googleapis.com/v1/spaces/']
    capture: 1
    severity: medium
    minimum-entropy: 3.5
    allows: Posting into a space
    revoke: https://developers.google.com/workspace/chat/quickstart/webhooks
    examples:
      match:
        - ['https://chat.google', 'apis.com/v1/spaces/AAAA9MlOSIL/messages?key=AI', 'zarQmHsrohv8pXfYWsZp5BSprIbuKfzjFged4&token=UgaKuEZ8imEd1O1r5dOVLtRHgx4m5awwxDwVsAKpGMX']
      no-match:
        - ['https://chat.google', 'apis.com/v1/spaces/AAAApXANAEe/messages?key=AI', 'zaspTf2wnND5f7UIhg3ndvB7yTbNyJY4U4FGY&token=TOKEN']

"""###,
    "Policies/secrets/grafana.yaml": ###"""
provider: Grafana
rules:
  - id: grafana-service-account-token
    title: Grafana service account token
    pattern: '(?<![0-9A-Za-z])glsa_[0-9A-Za-z]{32}_[0-9a-f]{8}(?![0-9A-Za-z])'
    keywords: ['glsa_']
    severity: high
    validate: crc32-hex-grafana
    token-length: 46
    allows: Reading and changing dashboards and data sources
    revoke: https://grafana.com/docs/grafana/latest/administration/service-accounts/
    examples:
      match:
        - ['gl', 'sa_zRaBezUwaVkPchq8ehSpvyYBrfivS3A7_bb1f5589']
      no-match:
        - ['gl', 'sa_zRaBezUwaVkPchq8ehSpvyYBrfivS3A7_bb1f558a']
  - id: grafana-cloud-token
    title: Grafana Cloud access policy token
    pattern: '(?<![0-9A-Za-z])glc_eyJ[0-9A-Za-z+/]{30,400}={0,2}'
    keywords: ['glc_eyJ']
    severity: high
    validate: base64-json
    token-length: 37
    allows: Writing or reading metrics, logs and traces
    revoke: https://grafana.com/docs/grafana-cloud/account-management/authentication-and-permissions/access-policies/
    examples:
      match:
        - ['gl', 'c_eyJvIjogIjEyMzQ1NiIsICJuIjogImNpIiwgImsiOiAidmh5NlJNTlk4bUdBNlpZVnZEVzFiNE55IiwgIm0iOiB7InIiOiAiZXUifX0=']
      no-match:
        - ['gl', 'c_eyJd3vHydsNBLQhEWmP8fomFQi7XxBLK8X6PhNiksWMfNcn845vpUe02YpNpfhO']
  - id: grafana-legacy-key
    title: Grafana API key of the first form
    pattern: '(?<![0-9A-Za-z])eyJrIjoi[0-9A-Za-z+/]{60,380}={0,2}(?![0-9A-Za-z+/=._-])'
    keywords: ['eyJrIjoi']
    severity: high
    minimum-entropy: 4
    token-length: 68
    allows: What its role allows
    revoke: https://grafana.com/docs/grafana/latest/administration/service-accounts/migrate-api-keys/
    examples:
      match:
        - ['eyJ', 'rIjoiGHqzV1cdNXrZvvgENVqtHg2ACeSmagm7PY+jgkW6KzR0w1UY+DC1ZOET4TSrD1hxTsSsPMWZLq5hB']
        - ['token: "eyJ', 'rIjoitlOS1CkGe3TlWrBPX2NJPB0pEOZ7W3Ka0x1zD3mpjvsoOK+lU10JHMFYz7Y/Dk6ZGVC9gJjXB9vkA=="']
      no-match:
        - ['eyJ', 'rIjoitlOS1CkGe3TlWrBPX2NJPB0pEOZ7W3']
        - ['eyJ', 'rIjoixxxxxxxxxx/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/groq.yaml": ###"""
provider: Groq
rules:
  - id: groq-api-key
    title: Groq API key
    pattern: '(?<![0-9A-Za-z])gsk_[0-9A-Za-z]{52}(?![0-9A-Za-z])'
    keywords: ['gsk_']
    severity: high
    minimum-entropy: 3.5
    token-length: 56
    allows: 'Calling models at the account''s cost'
    revoke: https://console.groq.com/keys
    examples:
      match:
        - ['gs', 'k_T9GhuR5nbUhohZoQCGRvc6iRbBTj84aTI4JCFSA44LSKM1c9hSfc']
      no-match:
        - ['gs', 'k_EPjmusbW9FfSApPTELdF']

"""###,
    "Policies/secrets/gumroad.yaml": ###"""
provider: Gumroad
rules:
  - id: gumroad-token
    title: Gumroad access token
    pattern: '[0-9A-Za-z_-]{43}'
    assigned-to: [gumroad]
    severity: high
    minimum-entropy: 4
    form: random
    allows: Reading sales
    revoke: https://gumroad.com/api
    examples:
      match:
        - ['GU', 'MROAD_ACCESS_TOKEN="et', 'OCKCry0pY7oU8ebgx3ioC2oTuw5PIspQmKxCo1_Y2"']
        - ['gu', 'mroad_access_token: P5', 'gqhGdeaeJlZtbx3TDeVsA61tkD7Qga1Yai8fXmkKI']
      no-match:
        - ['GU', 'MROAD_ACCESS_TOKEN="PO', 'PSw1eCfe4S0GtHnU2"']
        - ['other_access_token = "PO', 'PSw1eCfe4S0GtHnU2DAeAygIY5H_6z_9XFJ31krb9"']
        - ['GU', 'MROAD_ACCESS_TOKEN="xx', 'xxx0xxxx0x0xxxxx0xxxxxxxx0x_0x_0xxx00xxx0"']

"""###,
    "Policies/secrets/harness.yaml": ###"""
provider: Harness
rules:
  - id: harness-token
    title: Harness access token
    pattern: '(?<![0-9A-Za-z._-])(?:pat\.|sat\.)[0-9A-Za-z_-]{22}\.[0-9a-f]{24}\.[0-9A-Za-z]{20}(?![0-9A-Za-z])'
    keywords: ['pat.', 'sat.']
    severity: critical
    minimum-entropy: 4
    token-length: 72
    allows: Running and changing pipelines
    revoke: https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/
    examples:
      match:
        - ['sa', 't.zsRvgdgvIU1qkj9jViIWp1.98dcf176335a25c12418f544.UalEcw7Ec9uHMvY9cf8I']
        - ['token: "sa', 't.vYNS32XZuKcBsdIix-3kSY.168c9de6df6bae6a70eb2553.yfrw6bQ92J6FwWYqNFO6"']
      no-match:
        - ['sa', 't.vYNS32XZuKcBsdIix-3kSY.168c9de6df6']
        - ['pa', 't.xxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/hashicorp.yaml": ###"""
provider: HashiCorp
rules:
  - id: terraform-cloud-token
    title: HCP Terraform token
    pattern: '(?<![0-9A-Za-z])[0-9A-Za-z]{14}\.atlasv1\.[0-9A-Za-z_=-]{60,70}(?![0-9A-Za-z_-])'
    keywords: ['.atlasv1.']
    severity: critical
    minimum-entropy: 3.5
    allows: Applying infrastructure and reading state
    revoke: https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens
    examples:
      match:
        - ['yPF3DXHCgLIAMH.at', 'lasv1.RAoZ3TZRfHA91QcZAaHl2zpyx5fqJ4FySreQ3zWKu6NkJOdZtejpOewwsJp8CmRrArz']
      no-match:
        - ['F1aMjEmiqlWU9P.at', 'lasv1.94zsNKJpjp9XBZh7jTLm']
  - id: vault-token
    title: HashiCorp Vault token
    pattern: '(?<![0-9A-Za-z])(?:hvs\.[0-9A-Za-z_-]{90,120}|hvb\.[0-9A-Za-z_-]{138,300}|hvr\.[0-9A-Za-z_-]{90,300})(?![0-9A-Za-z_-])'
    keywords: ['hvs.', 'hvb.', 'hvr.']
    severity: critical
    minimum-entropy: 3.5
    token-length: 94
    allows: Reading the secrets its policies allow
    revoke: https://developer.hashicorp.com/vault/docs/commands/token/revoke
    examples:
      match:
        - ['hv', 's.szvWY5Z88xlWigXogQpJXugGgCHd8pFcxkbng1Vnwty30K0M9ahPxsoA8tIvSWCqmIqnQWxUeYHSubflBPllmWE0mjq6M99']
      no-match:
        - ['hv', 's.WFAcxuxMn9yF5qKsbZWf']

"""###,
    "Policies/secrets/helicone.yaml": ###"""
provider: Helicone
rules:
  - id: helicone-api-key
    title: Helicone API key
    pattern: '(?<![0-9A-Za-z])sk-helicone-[0-9a-z]{7}-[0-9a-z]{7}-[0-9a-z]{7}-[0-9a-z]{7}(?![0-9A-Za-z])'
    keywords: ['sk-helicone-']
    severity: medium
    minimum-entropy: 3.5
    token-length: 43
    allows: Reading requests to models
    revoke: https://docs.helicone.ai/helicone-headers/helicone-auth
    examples:
      match:
        - ['sk-h', 'elicone-4eiqh7u-rt3ipbm-tzkuho6-zggdttd']
        - ['token: "sk-h', 'elicone-z6vrt5f-0eucr8p-j4thkcm-n389ow3"']
      no-match:
        - ['sk-h', 'elicone-z6vrt5f-0eucr8p']
        - ['sk-h', 'elicone-xxxxxxx-xxxxxxx-xxxxxxx-xxxxxxx']

"""###,
    "Policies/secrets/heroku.yaml": ###"""
provider: Heroku
rules:
  - id: heroku-api-key
    title: Heroku API key
    pattern: '(?<![0-9A-Za-z_-])HRKU-AA[0-9A-Za-z_-]{58}(?![0-9A-Za-z_-])'
    keywords: ['HRKU-AA']
    severity: critical
    minimum-entropy: 3.5
    token-length: 65
    allows: Deploying and reading configuration of every application
    revoke: https://devcenter.heroku.com/articles/authentication
    examples:
      match:
        - ['HR', 'KU-AADTZuIbhm9nXkpbCBq6QfQ3bm5eNJ6LMWBBeT6EchMLrKy0LgzQ4DNtMhz4']
      no-match:
        - ['HR', 'KU-AAmdBvbtyCKCmZdl8mg7Mn5jN06FPBqw']
  - id: heroku-legacy-key
    title: Heroku API key of the first form
    pattern: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
    assigned-to: [heroku]
    severity: critical
    minimum-entropy: 3
    validate: uuid
    allows: Deploying and changing applications
    revoke: https://devcenter.heroku.com/articles/authentication
    examples:
      match:
        - ['HE', 'ROKU_API_KEY="e5', '20903d-375f-4bed-86f6-ec7c088107c9"']
        - ['he', 'roku_api_key: 5a', '0baa4c-df3e-4a1d-88d4-d9bb53298b30']
      no-match:
        - ['HE', 'ROKU_API_KEY="e5', '20903d-375f-0bed-16f6-ec7c088107c9"']
        - ['HE', 'ROKU_API_KEY="3f', '02545d-8dd2-aa"']
        - ['other_api_key = "3f', '02545d-8dd2-aabc-75ad-8328a38f1d9a"']
        - ['HE', 'ROKU_API_KEY="xx', '00000x-0xx0-xxxx-00xx-0000x00x0x0x"']

"""###,
    "Policies/secrets/hetzner.yaml": ###"""
provider: Hetzner
rules:
  - id: hetzner-token
    title: Hetzner Cloud API token
    pattern: '[0-9A-Za-z]{64}'
    assigned-to: [hcloud, hetzner]
    severity: critical
    minimum-entropy: 4
    form: mixed
    allows: Changing servers
    revoke: https://docs.hetzner.com/cloud/api/getting-started/generating-api-token/
    examples:
      match:
        - ['HC', 'LOUD_TOKEN="pb', 'blWrkkpaf56I2Z7YlYKPctXAdigRc3MQO6qvV4OK6ltCHkNcDOB5pHS9Zn3jUO"']
        - ['hc', 'loud_token: PH', 's8NRiXsD71737Hw5ZzX6d183O6YWX8Jai6eTFdSN2kNnWxoz9LvuChyixYlhuO']
      no-match:
        - ['HC', 'LOUD_TOKEN="yY', 'hHtuvQhwQNY7Z5uDUDqw3uTmRGME"']
        - ['other_token = "yY', 'hHtuvQhwQNY7Z5uDUDqw3uTmRGME6IqkCcLBW8ovdVmykDpYSYbOomZKL8CGVM"']
        - ['HC', 'LOUD_TOKEN="xx', 'xxxxxxxxxxx0x0xxxxxx0xxxxxxx0xxxxxxxx0xxxxxxxxxxxxxxxxxxx0xxxx"']

"""###,
    "Policies/secrets/honeybadger.yaml": ###"""
provider: Honeybadger
rules:
  - id: honeybadger-token
    title: Honeybadger token
    pattern: '(?<![0-9A-Za-z])(?:hbp_|hbu_)[0-9A-Za-z]{36}(?![0-9A-Za-z])'
    keywords: ['hbp_', 'hbu_']
    severity: medium
    minimum-entropy: 4
    token-length: 40
    allows: Reporting, or reading errors
    revoke: https://docs.honeybadger.io/api/
    examples:
      match:
        - ['hb', 'u_qZeqXpu1QVnoMOwaxgKfSbQhLhw6EQwrEiVH']
        - ['token: "hb', 'p_rC66j8DqCSOAaBprO1ev2pQ0RI0RYc08UfuL"']
      no-match:
        - ['hb', 'p_rC66j8DqCSOAaBprO1']
        - ['hb', 'p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/honeycomb.yaml": ###"""
provider: Honeycomb
rules:
  - id: honeycomb-ingest-key
    title: Honeycomb ingest key
    pattern: '(?<![0-9A-Za-z])(?:hcaik_|hcbik_|hcxik_)01[0-9a-z]{56}(?![0-9A-Za-z])'
    keywords: ['hcaik_', 'hcbik_', 'hcxik_']
    severity: medium
    minimum-entropy: 4
    token-length: 64
    allows: Sending data into an environment
    revoke: https://docs.honeycomb.io/configure/environments/manage-api-keys/
    examples:
      match:
        - ['hc', 'xik_01susudh01f79ep3jyj8k2nkw2kfiif8cxwkgywlgwik0for5wex554s43']
        - ['token: "hc', 'bik_01257h7alyur82c8c7gkuxtxxgk3949a5xl1cf65r54myxrmsa39fo8m8d"']
      no-match:
        - ['hc', 'bik_01257h7alyur82c8c7gkuxtxxgk39']
        - ['hc', 'xik_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/htpasswd.yaml": ###"""
provider: htpasswd
rules:
  - id: htpasswd-hash
    title: Password hash in an htpasswd file
    pattern: '(?m)^[0-9A-Za-z_.@-]{1,60}:(\$apr1\$[0-9A-Za-z./]{1,8}\$[0-9A-Za-z./]{22}|\$2[aby]\$\d\d\$[0-9A-Za-z./]{53}|\{SHA\}[0-9A-Za-z+/]{27}=)\s{0,3}$'
    keywords: [':$apr1$', ':$2y$', ':$2b$', ':$2a$', ':{SHA}']
    capture: 1
    severity: low
    minimum-entropy: 3.3
    allows: Guessing the password offline
    revoke: https://httpd.apache.org/docs/current/misc/password_encryptions.html
    examples:
      match:
        - ['ops:$', 'apr1$dyqTOKpt$vRRadeY1k2RKYmRJrXPqvE']
        - ['ops:$', '2y$10$1TKo7YbXL5ijexI4NyaW87FrjI1Ns15tWoCsdgmKmN1ITfxuMfCBF']
      no-match:
        - ['ops:$', 'apr1$xxxxxxxx$xxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/hubspot.yaml": ###"""
provider: HubSpot
rules:
  - id: hubspot-private-app-token
    title: HubSpot private application token
    pattern: '(?<![0-9A-Za-z])(?:pat-na1-|pat-na2-|pat-na3-|pat-eu1-|pat-ap1-)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])'
    keywords: ['pat-na1-', 'pat-na2-', 'pat-na3-', 'pat-eu1-', 'pat-ap1-']
    severity: high
    minimum-entropy: 3.3
    token-length: 44
    validate: uuid
    allows: Reading and changing contacts and deals
    revoke: https://developers.hubspot.com/docs/guides/apps/private-apps/overview
    examples:
      match:
        - ['pat', '-eu1-0ac2289f-016f-43b0-8996-e1a82dd52b3d']
        - ['token: "pat', '-na1-f45fcfd0-4d4e-41a7-acb7-c9f82f7a732a"']
      no-match:
        - ['pat', '-na1-f45fcfd0-4d4e-d1a7']
        - ['pat', '-ap1-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx']

"""###,
    "Policies/secrets/hugging-face.yaml": ###"""
provider: Hugging Face
rules:
  - id: hugging-face-token
    title: Hugging Face access token
    pattern: '(?<![0-9A-Za-z])(?:hf|api_org)_[A-Za-z]{34}(?![0-9A-Za-z])'
    keywords: ['hf_', 'api_org_']
    severity: high
    minimum-entropy: 3.5
    token-length: 37
    allows: Reading and writing models and data sets
    revoke: https://huggingface.co/docs/hub/security-tokens
    examples:
      match:
        - ['h', 'f_eajpTvIhuRpNPszPTNyZNcxUdbdNRAvCGN']
      no-match:
        - ['h', 'f_jIyXjcSzvDmQTuzZJtUY']
        - ['h', 'f_transformers_generation_configuration']

"""###,
    "Policies/secrets/ibm-cloud.yaml": ###"""
provider: IBM Cloud
rules:
  - id: ibm-cloud-api-key
    title: IBM Cloud API key
    pattern: '[0-9A-Za-z_-]{44}'
    assigned-to: [ibmcloud, ibm-cloud, bluemix]
    severity: critical
    minimum-entropy: 4
    form: random
    allows: What the identity may do
    revoke: https://cloud.ibm.com/docs/account?topic=account-userapikey
    examples:
      match:
        - ['IB', 'MCLOUD_API_KEY="mu', 'QkAYos9J7aj95QodEsOF4ceS3tDgyifE2SNbHLUhWj"']
        - ['ib', 'mcloud_api_key: rT', 'jxPQZjEYrBdcH9stKZqa0GEWcaMFYKLlxiKc6evkE8']
      no-match:
        - ['IB', 'MCLOUD_API_KEY="-y', 'CZ0gPhTUfSMf63LaNt"']
        - ['other_api_key = "-y', 'CZ0gPhTUfSMf63LaNtcU9CrgjMpucwqIhIQLLgFsfg"']
        - ['IB', 'MCLOUD_API_KEY="xx', 'xx0xxxxxxxxx00xxxxxx0xxxxxxxxxxxxxxxxxxxxx"']

"""###,
    "Policies/secrets/ifttt.yaml": ###"""
provider: IFTTT
rules:
  - id: ifttt-webhook
    title: IFTTT webhook key
    pattern: 'maker\.ifttt\.com/(?:trigger/[^/\s"\'']{1,60}(?:/json)?/with/key|use)/([0-9A-Za-z_-]{22,43})(?![0-9A-Za-z_-])'
    keywords: ['maker.ifttt.com/']
    capture: 1
    severity: low
    minimum-entropy: 3.3
    allows: Starting applets of the account
    revoke: https://help.ifttt.com/hc/en-us/articles/115010230347
    examples:
      match:
        - ['https://maker.if', 'ttt.com/trigger/door/with/key/Is3XTusVjTiV0c2MMRd60RKnpbaEBJydM2eysLall8t']
      no-match:
        - ['https://maker.if', 'ttt.com/trigger/door/with/key/YOUR_KEY']

"""###,
    "Policies/secrets/infisical.yaml": ###"""
provider: Infisical
rules:
  - id: infisical-service-token
    title: Infisical service token
    pattern: '(?<![0-9A-Za-z._-])st\.[0-9a-f]{24}\.[0-9a-f]{32}\.[0-9a-f]{32}(?![0-9A-Za-z])'
    keywords: ['st.']
    severity: critical
    minimum-entropy: 3.5
    token-length: 93
    allows: Reading the secrets of a project
    revoke: https://infisical.com/docs/documentation/platform/token
    examples:
      match:
        - ['st', '.3d145410a232c24a7ba754d4.86b14d6b3ae3921b3bda649948ae58e4.5449fbb4b4f16be56feefa95374c4e02']
        - ['token: "st', '.34845bd87857e32e0691cfbd.dd0d3c345fbc05ef4b237fc9eab41955.8e7f0d941574d0aff405122b6a6c86c6"']
      no-match:
        - ['st', '.34845bd87857e32e0691cfbd.dd0d3c345fbc05ef4b23']
        - ['st', '.xxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/influxdata.yaml": ###"""
provider: InfluxData
rules:
  - id: influxdb-token
    title: InfluxDB API token
    pattern: '[0-9A-Za-z_-]{86}=='
    assigned-to: [influx, influxdb]
    severity: high
    minimum-entropy: 4
    allows: Reading and writing data
    revoke: https://docs.influxdata.com/influxdb/v2/admin/tokens/
    examples:
      match:
        - ['IN', 'FLUX_TOKEN="w4', '2JOYzkk_9KlpvyHvT1-hPgG9vf5sX1Yq41pklWFK2G2xS6Qi0I1PSbU6gNCHPcQFj0Hs0X2DW54t53-ul0Ry=="']
        - ['in', 'flux_token: VG', 'zDFoOvMlGIkgy4E1N1UbTyMv6PKWnbFEajvaKkuM7CS8e0KT45BR9pyUlXM74-SdxvmYe8lcI7oAe5sN2C5y==']
      no-match:
        - ['IN', 'FLUX_TOKEN="cJ', 'Smelr7ZKRTtxaue3v2vS0PvefEuOU-ci4GExOe7U"']
        - ['other_token = "cJ', 'Smelr7ZKRTtxaue3v2vS0PvefEuOU-ci4GExOe7URHuIhufPWOTdSPHPWLnVVmGXXVn06GqwKFiflKIOfn_W=="']
        - ['IN', 'FLUX_TOKEN="xx', 'xxxxx0xxxxxxxxx0x0xx0xxxxxxxx-xx0xxxxx0xxxxxxxxxxxxxxxxxxxxxxxxxxxx00xxxxxxxxxxxxx_xxx"']

"""###,
    "Policies/secrets/infracost.yaml": ###"""
provider: Infracost
rules:
  - id: infracost-api-key
    title: Infracost API key
    pattern: '(?<![0-9A-Za-z])ico-[0-9A-Za-z]{32}(?![0-9A-Za-z])'
    keywords: ['ico-']
    severity: low
    minimum-entropy: 4
    token-length: 36
    allows: Reading prices and reports
    revoke: https://www.infracost.io/docs/
    examples:
      match:
        - ['ic', 'o-nT6QpVUcZBzk0QKUArzqqzbb8chPTTWA']
        - ['token: "ic', 'o-1tTSWoFtSSEOUcZFeq34Kczt0ZigJsSP"']
      no-match:
        - ['ic', 'o-1tTSWoFtSSEOUcZF']
        - ['ic', 'o-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/infura.yaml": ###"""
provider: Infura
rules:
  - id: infura-key
    title: Infura project key in an address
    pattern: '[0-9a-z-]{3,40}\.infura\.io/(?:ws/)?v3/([0-9a-f]{32})(?![0-9a-f])'
    keywords: ['.infura.io/']
    capture: 1
    severity: medium
    minimum-entropy: 3
    allows: 'Calling nodes at the account''s cost'
    revoke: https://docs.metamask.io/services/how-to/secure-a-key/
    examples:
      match:
        - ['https://mainnet.inf', 'ura.io/v3/134458dae4557fbe41bb3a8e9c3b1fd8']
      no-match:
        - ['https://mainnet.inf', 'ura.io/v3/YOUR-PROJECT-ID']

"""###,
    "Policies/secrets/intercom.yaml": ###"""
provider: Intercom
rules:
  - id: intercom-access-token
    title: Intercom access token
    pattern: '(?<![0-9A-Za-z])dG9rO[0-9A-Za-z+/_-]{54}=(?![0-9A-Za-z+/=])'
    keywords: ['dG9rO']
    severity: high
    minimum-entropy: 4
    token-length: 60
    allows: Reading conversations and customers
    revoke: https://developers.intercom.com/docs/build-an-integration/learn-more/authentication
    examples:
      match:
        - ['dG', '9rOZN/rHVdQmhI7I7zH8akryDQHDUAf/HVJD5mF-1ew_aUo/n/Vm4+zpU=']
        - ['token: "dG', '9rOrjqcHw1C_Ey1RrfUXPVo6ZCg7zhaxv5_eeU9MCm0GSM3jGIQjDMNZw="']
      no-match:
        - ['dG', '9rOrjqcHw1C_Ey1RrfUXPVo6ZCg7zh']
        - ['dG', '9rOxxxxxxxx+xxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxx_xxxxx=']

"""###,
    "Policies/secrets/intra42.yaml": ###"""
provider: 42
rules:
  - id: intra42-client-secret
    title: 42 intranet client secret
    pattern: '(?<![0-9A-Za-z])(?:s-s4t2ud-|s-s4t2af-)[0-9a-f]{64}(?![0-9A-Za-z])'
    keywords: ['s-s4t2ud-', 's-s4t2af-']
    severity: medium
    minimum-entropy: 3.5
    token-length: 73
    allows: Getting tokens as the application
    revoke: https://api.intra.42.fr/apidoc/guides/getting_started
    examples:
      match:
        - ['s-s4', 't2ud-9a8b7d2d905c035df3e1b8fe47bc177a8139ada61f9ad89579ce016f62a19fb3']
        - ['token: "s-s4', 't2ud-fd62112b226207323ad867e9d89fb2ebe12edf77f8e47f609a98b2a529cd690a"']
      no-match:
        - ['s-s4', 't2ud-fd62112b226207323ad867e9d89fb2eb']
        - ['s-s4', 't2ud-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/ionic.yaml": ###"""
provider: Ionic
rules:
  - id: ionic-token
    title: Ionic personal access token
    pattern: '(?<![0-9A-Za-z])ion_[0-9A-Za-z]{42}(?![0-9A-Za-z])'
    keywords: ['ion_']
    severity: medium
    minimum-entropy: 4
    token-length: 46
    allows: Reading and building applications
    revoke: https://ionic.io/docs/appflow/personal-access-tokens
    examples:
      match:
        - ['io', 'n_FumpiS1zwS41ja7itGnIUkD2TCSsESPyIz3I03TVm7']
        - ['token: "io', 'n_a0HpIAWjl02iK7f9kbqryhUzZmiSsODIMNGiMEsVz6"']
      no-match:
        - ['io', 'n_a0HpIAWjl02iK7f9kbqry']
        - ['io', 'n_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/jenkins.yaml": ###"""
provider: Jenkins
rules:
  - id: jenkins-api-token
    title: Jenkins API token
    pattern: '11[0-9a-f]{32}'
    assigned-to: [jenkins]
    severity: critical
    minimum-entropy: 3
    form: mixed
    allows: Running jobs as the person
    revoke: https://www.jenkins.io/doc/book/using/using-credentials/
    examples:
      match:
        - ['JE', 'NKINS_TOKEN="11', 'ecc956ecc055141a2436aaff43b065c1"']
        - ['je', 'nkins_token: 11', 'fa94462b1f5cbfe87691dc2d42d708da']
      no-match:
        - ['JE', 'NKINS_TOKEN="11', 'fe38c1426a22f"']
        - ['other_token = "11', 'fe38c1426a22f5780121326b56526ece"']
        - ['JE', 'NKINS_TOKEN="xx', 'xx00x0000x00x0000000000x00000xxx"']

"""###,
    "Policies/secrets/jfrog.yaml": ###"""
provider: JFrog
rules:
  - id: jfrog-api-key
    title: JFrog API key
    pattern: '(?<![0-9A-Za-z])AKCp[0-9A-Za-z]{69}(?![0-9A-Za-z])'
    keywords: ['AKCp']
    severity: high
    minimum-entropy: 4
    token-length: 73
    allows: Reading and publishing artifacts as the person
    revoke: https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens
    examples:
      match:
        - ['AK', 'Cp2WCS0Lh1GlP75maUIecNzCObDTK6t5fQ9KyilalRalLbKRu1Zj8OOUSGvQl0QdjV9OodY']
        - ['token: "AK', 'Cpj3x7esDHoaWO02YGJwJ3SdTWuIMCn6cR74tX2Lb3C68RXbWwnvoWLzWJm2MEnQhsCSVRt"']
      no-match:
        - ['AK', 'Cpj3x7esDHoaWO02YGJwJ3SdTWuIMCn6cR74']
        - ['AK', 'Cpxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
  - id: jfrog-reference-token
    title: JFrog reference token
    pattern: '(?<![0-9A-Za-z])cmVmdGtuOjAxOj[0-9A-Za-z]{48,54}(?![0-9A-Za-z])'
    keywords: ['cmVmdGtuOjAxOj']
    severity: high
    validate: jfrog-reference
    token-length: 62
    allows: Reading and publishing artifacts as the person
    revoke: https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens
    examples:
      match:
        - ['cmVm', 'dGtuOjAxOjg1MzQ4NjQ2MDk6Y2ZXRGlvREhLZmdhUE4zQXJ4eTFLY0U3Z3lyRw']
        - ['token: cmVm', 'dGtuOjAxOjEzNzEzNDU3OTY6blo0NDhEelBxTTlHdEV0dVpJOW1WR09jdktIVQ']
      no-match:
        - ['cmVm', 'dGtuOjAxOjEZnmPOZCdo4YHTOoR7JOewg94K9pB8NUdgUfscy7bZGcvaHb5fOg']

"""###,
    "Policies/secrets/jina.yaml": ###"""
provider: Jina AI
rules:
  - id: jina-api-key
    title: Jina AI API key
    pattern: '(?<![0-9A-Za-z_-])jina_[0-9a-f]{32}[0-9A-Za-z_-]{28}(?![0-9A-Za-z_-])'
    keywords: ['jina_']
    severity: medium
    minimum-entropy: 4
    token-length: 65
    allows: Calling models on the account
    revoke: https://jina.ai/api-dashboard/
    examples:
      match:
        - ['ji', 'na_f4e1f2c8afca4ae58f29977b0012fa05mV6ffAyZESfbGzqlgm2w1_GRbJBn']
        - ['token: "ji', 'na_8a5313419e6f9cf1856af45a4a664406kltq3sIx1loygbuZWbW3D8fs2d7j"']
      no-match:
        - ['ji', 'na_8a5313419e6f9cf1856af45a4a6644']
        - ['ji', 'na_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/jumpcloud.yaml": ###"""
provider: JumpCloud
rules:
  - id: jumpcloud-api-key
    title: JumpCloud API key
    pattern: '[0-9a-f]{40}'
    assigned-to: [jumpcloud]
    severity: critical
    minimum-entropy: 3
    form: mixed
    allows: Changing people and their devices
    revoke: https://jumpcloud.com/support/jumpcloud-apis1
    examples:
      match:
        - ['JU', 'MPCLOUD_API_KEY="c6', '4d68b36b03cd7bdb8db55a9a2e7605d886f7cd"']
        - ['ju', 'mpcloud_api_key: 21', '2e7e8265f2357ce474584848bfeff75ed63680']
      no-match:
        - ['JU', 'MPCLOUD_API_KEY="bc', 'e9e975de698fe44b"']
        - ['other_api_key = "bc', 'e9e975de698fe44b8dc5f8519b90c61f54a48d"']
        - ['JU', 'MPCLOUD_API_KEY="xx', 'x0x000xx000xx00x0xx0x0000x00x00x00x00x"']

"""###,
    "Policies/secrets/jwk.yaml": ###"""
provider: JSON Web Key
rules:
  - id: json-web-key-private
    title: Private JSON Web Key
    pattern: '"kty"\s{0,3}:\s{0,3}"(?:RSA|EC|OKP)"[^{}]{0,2400}?"d"\s{0,3}:\s{0,3}"([0-9A-Za-z_-]{43,700})"|"d"\s{0,3}:\s{0,3}"([0-9A-Za-z_-]{43,700})"[^{}]{0,2400}?"kty"\s{0,3}:\s{0,3}"(?:RSA|EC|OKP)"'
    keywords: ['"kty"']
    severity: critical
    minimum-entropy: 4
    window: 3072
    allows: 'Signing or decrypting as the key''s owner'
    revoke: https://www.rfc-editor.org/rfc/rfc7517
    examples:
      match:
        - ['{"kt', 'y":"EC","crv":"P-256","x":"CVPLeL6k2ANYwgXzUnvm8pkNAFeqXNfyOBnJXrh0_rV","y":"NSJIHFKETjxN7vPWvr7eYBn9xJGCEqGsFT-togCSKfW","d":"E21OXnI8yx17RbJz54KNf7Pfy6wIdn_whY2UX7hdlMV"}']
        - ['{"kt', 'y":"RSA","n":"4x_hiTb1ezcsFwfHQ1KqTMJ71_HsCiQSsPsxDi14gHaz7ElN5pMFY3iUT88fonSN9pOV1PcWDlEiVWdlKG5lgkqFEFWUbee_jk9iSkzzxb4Y3ZqaGODL8bl4AERZ_30evlAFnCylXbaUsxUvnxhb7rtB3pS654PaPBi1gpOuADbkGivepFJVjcU5zmA52VWncKag_VsAl4xYDT-nnmPyAqqwQl3SoyOsRRqw1rqdXlUpOm-NteONfYQAqAAr5LMbrxl0TV3paRPLi043xKNK4t219626IhXn7LECIDMNGxLXYa42Bi6feUE7CkeuOQAGrc73EFnDlIFJxFPdTBuPlO","e":"AQAB","d":"X1-4Bc0UGHT3WzaOX_hfhyD8rWccxwdkpHa2PeF4H_ms8zZ_P0Jl2JispshgfIifs67dHvzlW2W_vF9q7KoLdJ8GnZ4_XQh0x8GpitSidxJqRb1lMGUMlQ4ht8CHXU-hDfeU5vQWJf4V7IsPgbxVNT0Nc8ZAUVpA2L4rKFRflCdlTav44ncZB5C2fZMCuDpT5yntdbzhZshohL-62TNvdbB-hYQp9EUy3cRAsNi4VLiYC4-gLqyWnu7ivas1_U5n0hRCCnwTUStI3xRNiTCLT_w5-pLvOn8W16X_zR0NwG7R8PssIhnnYwRpERmxFzdwjb4SQVuVYFp7dRYy4TKGkg"}']
      no-match:
        - ['{"kt', 'y":"EC","crv":"P-256","x":"oqNQ-2eRsVwiAa_lVgVkk6FZMEErWnvAypd5dwZ0CH4","y":"ZciDZms1eRvxmJGih8vqnxekTyHzVZE4H2eauv4Cwvd"}']
        - ['{"kt', 'y":"RSA","d":"short"}']

"""###,
    "Policies/secrets/jwt.yaml": ###"""
provider: JSON Web Token
rules:
  - id: json-web-token
    title: Signed JSON Web Token
    pattern: '(?<![0-9A-Za-z_-])eyJ[0-9A-Za-z_-]{10,2000}\.e[wy][0-9A-Za-z_-]{5,4000}\.[0-9A-Za-z_-]{20,1000}(?![0-9A-Za-z_-])'
    keywords: ['eyJ']
    severity: medium
    validate: jwt
    token-length: 42
    window: 4096
    allows: Acting as its subject until it ends, which may be never
    revoke: https://datatracker.ietf.org/doc/html/rfc8725
    examples:
      match:
        - ['ey', 'JhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMDI5Mzg0NzU2Iiwicm9sZSI6InNlcnZpY2UiLCJpYXQiOjE3MTIzNDU2Nzh9.u1zPPpy3SFg0u7Por_dNjXyLaeJskj4yitjxX12o0NA']
        - ['ey', 'JhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ewogICJyb2xlIjogInNlcnZpY2UiLAogICJpc3MiOiAiYWNtZSIsCiAgImlhdCI6IDE3MTIzNDU2NzgKfQ.grcO7n8aUDm-8H7CNH8GbtCPXcdRJEfjQEMAAmtuVFU']
      no-match:
        - ['ey', 'JhbGciOiJIUzI1NiJ9']
        - ['ey', 'JhbGciOiJub25lIn0.eyJzdWIiOiIxMDI5Mzg0NzU2Iiwicm9sZSI6InNlcnZpY2UiLCJpYXQiOjE3MTIzNDU2Nzh9.u1zPPpy3SFg0u7Por_dNjXyLaeJskj4yitjxX12o0NA']
        - ['ey', 'J898esRxxiePjj3R9yLko.ey', 'JJoquCDW9vxbIRwbWsrC2vbX4c1zjtP.XZIDvib93NH8KHeM5oFgAbGfnzLyhdU8Tu3fZ5ETJGD']

"""###,
    "Policies/secrets/klaviyo.yaml": ###"""
provider: Klaviyo
rules:
  - id: klaviyo-private-key
    title: Klaviyo private key
    pattern: 'pk_[0-9a-f]{34}'
    assigned-to: [klaviyo]
    severity: high
    minimum-entropy: 3.3
    form: mixed
    allows: Reading and changing profiles
    revoke: https://developers.klaviyo.com/en/docs/authenticate_
    examples:
      match:
        - ['KL', 'AVIYO_API_KEY="pk', '_a64b15c944dfa1a2e884b38bba890017eb"']
        - ['kl', 'aviyo_api_key: pk', '_aa2ded783d7ae7b7172182b7d078965abe']
      no-match:
        - ['KL', 'AVIYO_API_KEY="pk', '_5f57fffdac8e1"']
        - ['other_api_key = "pk', '_5f57fffdac8e1273cee971081306b90f91"']
        - ['KL', 'AVIYO_API_KEY="xx', '_0x00xxxxxx0x0000xxx000000000x00x00"']

"""###,
    "Policies/secrets/kraken.yaml": ###"""
provider: Kraken
rules:
  - id: kraken-private-key
    title: Kraken private key
    pattern: '[0-9A-Za-z+/]{86}=='
    assigned-to: [kraken]
    severity: critical
    minimum-entropy: 4
    allows: Trading and moving coins
    revoke: https://docs.kraken.com/api/docs/guides/spot-rest-auth
    examples:
      match:
        - ['KR', 'AKEN_PRIVATE_KEY="r5', 'Y2zsryG8GX9HfOH3uOWWecm+mgX1XhqXNwzSPYBIAuH+PDY/XMy35eujlaCr3ndEX9XwZ7z+mMjfvvJzR1fg=="']
        - ['kr', 'aken_private_key: L+', 'PLxMrRkuE8s1X9Ou9AC6SfV9jB2lpnMLqg1fC2TCd2rjumktdlJnjzYZN8YeJRGCsW7xAqDTNgWg2fmmao0Q==']
      no-match:
        - ['KR', 'AKEN_PRIVATE_KEY="kf', 'lu6vQY/NYwRSt1FamqWBfz4Wx4gr+CQN9UB9pgua"']
        - ['other_private_key = "kf', 'lu6vQY/NYwRSt1FamqWBfz4Wx4gr+CQN9UB9pguaQ9RvHEDrN/dSLEWOvGvjMo6pgEpLMZRqMG+b8ot0v2nA=="']
        - ['KR', 'AKEN_PRIVATE_KEY="xx', 'xx0xxxxxxxxxx0xxxxxxxx0xx0xxxxxx0xx0xxxxx0xxxxxxxxxxxxxxxxxxxx0xxxxxxxxxxxxx0xx0x0xxxx"']

"""###,
    "Policies/secrets/kubernetes.yaml": ###"""
provider: Kubernetes
rules:
  - id: kubernetes-bootstrap-token
    title: Kubernetes bootstrap token
    pattern: '(?i)(?:--token|bootstrap[_.-]?token|kubeadm[0-9a-z _.-]{0,40}token)["\'']?\s{0,3}[=:]?\s{1,3}["\'']?([0-9a-z]{6}\.[0-9a-z]{16})(?![0-9a-z.])'
    keywords: ['--token', 'bootstrap', 'kubeadm']
    capture: 1
    severity: high
    minimum-entropy: 2.9
    form: mixed
    allows: Joining a machine to the cluster
    revoke: https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/
    examples:
      match:
        - ['kubeadm join 10.0.0.1:6443 --to', 'ken ywuhke.evubk5w1digbf234']
      no-match:
        - ['kubeadm join 10.0.0.1:6443 --to', 'ken abcdef.0123456789abcdef']
        - ['kubeadm join --to', 'ken <token>']

"""###,
    "Policies/secrets/langfuse.yaml": ###"""
provider: Langfuse
rules:
  - id: langfuse-secret-key
    title: Langfuse secret key
    pattern: '(?<![0-9A-Za-z])sk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])'
    keywords: ['sk-lf-']
    severity: high
    minimum-entropy: 3.3
    token-length: 42
    validate: uuid
    allows: Reading and writing traces
    revoke: https://langfuse.com/faq/all/where-are-langfuse-api-keys
    examples:
      match:
        - ['sk-', 'lf-366ed773-ece8-4969-abf4-6a9441656ae5']
        - ['token: "sk-', 'lf-efd776ff-240c-49bd-8ad4-555650b9111e"']
      no-match:
        - ['sk-', 'lf-efd776ff-240c-69bd']
        - ['sk-', 'lf-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx']

"""###,
    "Policies/secrets/langsmith.yaml": ###"""
provider: LangSmith
rules:
  - id: langsmith-api-key
    title: LangSmith API key
    pattern: '(?<![0-9A-Za-z])lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}(?![0-9A-Za-z])'
    keywords: ['lsv2_pt_', 'lsv2_sk_']
    severity: high
    minimum-entropy: 3
    token-length: 51
    allows: Reading traces, which hold prompts
    revoke: https://docs.langchain.com/langsmith/create-account-api-key
    examples:
      match:
        - ['ls', 'v2_pt_9759273a8029ab324c2edf5aa050a9fd_8b7be4eb11']
      no-match:
        - ['ls', 'v2_pt_0bcd392442d61f1ca42e963e74516604']

"""###,
    "Policies/secrets/laravel.yaml": ###"""
provider: Laravel
rules:
  - id: laravel-app-key
    title: Laravel application key
    pattern: 'APP_KEY["\'']?\s{0,3}(?:=>|[=:,])\s{0,3}["\'']?base64:([0-9A-Za-z+/]{43}=)(?![0-9A-Za-z+/=])'
    keywords: ['APP_KEY']
    capture: 1
    severity: critical
    minimum-entropy: 3.8
    followed-by: assignment
    allows: Forging cookies, in some versions running code
    revoke: https://laravel.com/docs/encryption
    examples:
      match:
        - ['APP_K', 'EY=base64:AgIQDx2vq2D4cg6fTllv2PB0qCMBAYLhx3qKOmDw8XQ=']
        - ['APP_K', 'EY: "base64:oNPI5X8MJxERYvoDQMp+Gcqz3BVm8e5DpKmvuHVtm/I="']
      no-match:
        - ['APP_K', 'EY=base64:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=']
        - ['APP_K', 'EY=']

"""###,
    "Policies/secrets/launchdarkly.yaml": ###"""
provider: LaunchDarkly
rules:
  - id: launchdarkly-key
    title: LaunchDarkly SDK key or access token
    pattern: '(?<![0-9A-Za-z])(?:sdk-|api-)[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9A-Za-z])'
    keywords: ['sdk-', 'api-']
    severity: high
    minimum-entropy: 3.3
    token-length: 40
    allows: Reading, or changing, feature flags
    revoke: https://launchdarkly.com/docs/home/account/api
    examples:
      match:
        - ['sd', 'k-df7c2ab0-8a2e-4cdc-a9ed-d9942b0458cd']
        - ['token: "sd', 'k-0466635f-41a7-4e3f-9ad7-b7484bc9830f"']
      no-match:
        - ['sd', 'k-0466635f-41a7-4e3f']
        - ['ap', 'i-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx']

"""###,
    "Policies/secrets/lichess.yaml": ###"""
provider: Lichess
rules:
  - id: lichess-token
    title: Lichess personal token
    pattern: '(?<![0-9A-Za-z])lip_[0-9A-Za-z]{20}(?![0-9A-Za-z])'
    keywords: ['lip_']
    severity: low
    minimum-entropy: 3.5
    token-length: 24
    allows: What its scopes allow
    revoke: https://lichess.org/api
    examples:
      match:
        - ['li', 'p_5JlmrLJYQLid05fzXX1N']
        - ['token: "li', 'p_3V0y23bOHvIpYlz8Cyf2"']
      no-match:
        - ['li', 'p_3V0y23bOHv']
        - ['li', 'p_xxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/linear.yaml": ###"""
provider: Linear
rules:
  - id: linear-api-key
    title: Linear API key
    pattern: '(?<![0-9A-Za-z])lin_api_[0-9A-Za-z]{40}(?![0-9A-Za-z])'
    keywords: ['lin_api_']
    severity: high
    minimum-entropy: 3.5
    token-length: 48
    allows: Reading and changing issues
    revoke: https://linear.app/docs/api-and-webhooks
    examples:
      match:
        - ['li', 'n_api_ZWstW1Vp3KFmLH2vs5nrSQX7l2vSICuLAWvhWWgf']
      no-match:
        - ['li', 'n_api_E1XiIKsSNWu5b5FNkx28']

"""###,
    "Policies/secrets/linkedin.yaml": ###"""
provider: LinkedIn
rules:
  - id: linkedin-client-secret
    title: LinkedIn client secret
    pattern: '(?<![0-9A-Za-z])WPL_AP1\.[0-9A-Za-z]{16}\.[0-9A-Za-z+/]{6}={0,2}(?![0-9A-Za-z+/])'
    keywords: ['WPL_AP1.']
    severity: high
    minimum-entropy: 3.5
    token-length: 31
    allows: Getting tokens as the application
    revoke: https://learn.microsoft.com/en-us/linkedin/shared/authentication/client-credentials-flow
    examples:
      match:
        - ['WPL_', 'AP1.JTx5RkdRqdNi22cS.fP9eMc=']
        - ['token: "WPL_', 'AP1.Qrz8PUHhsNuEt6pF.mos54n="']
      no-match:
        - ['WPL_', 'AP1.Qrz8PUHhsNu']
        - ['WPL_', 'AP1.xxxxxxxxxxxxxxxx.xxxxxx==']

"""###,
    "Policies/secrets/linode.yaml": ###"""
provider: Linode
rules:
  - id: linode-token
    title: Linode API token
    pattern: '[0-9a-f]{64}'
    assigned-to: [linode]
    severity: critical
    minimum-entropy: 3.3
    form: mixed
    allows: Changing servers
    revoke: https://techdocs.akamai.com/linode-api/reference/get-started
    examples:
      match:
        - ['LI', 'NODE_TOKEN="67', '44dc96f25025ef062664d003e34af538656a8f352e70d4b841ea2d6b7b89c0"']
        - ['li', 'node_token: 99', 'ba98bbfef5b77805049e1f817e1186429d7db5dff7d17e577a14ce0b87162d']
      no-match:
        - ['LI', 'NODE_TOKEN="19', 'd7813bb73e01979d0be56044b2d2"']
        - ['other_token = "19', 'd7813bb73e01979d0be56044b2d2de98b3d430730e8d932412bafb01d7e49f"']
        - ['LI', 'NODE_TOKEN="xx', 'x0000xx00x00000x0xx00000x0x0xx00x0x000000x0x000000xxxx00x0x00x"']

"""###,
    "Policies/secrets/llamaindex.yaml": ###"""
provider: LlamaIndex
rules:
  - id: llamacloud-api-key
    title: LlamaCloud API key
    pattern: '(?<![0-9A-Za-z])llx-[0-9A-Za-z]{48}(?![0-9A-Za-z])'
    keywords: ['llx-']
    severity: medium
    minimum-entropy: 4
    token-length: 52
    allows: Reading indexed documents
    revoke: https://developers.llamaindex.ai/python/cloud/general/api_key/
    examples:
      match:
        - ['ll', 'x-4BOwQoWmmkGvdKAUjsD9UkMl4OZ6zxz179ENi29fy2QePJLU']
        - ['token: "ll', 'x-JvTpCPsm5zsN01PDhTbVGiH8pxDxypn3GNgxNaFYOCNv3WyF"']
      no-match:
        - ['ll', 'x-JvTpCPsm5zsN01PDhTbVGiH8']
        - ['ll', 'x-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/lob.yaml": ###"""
provider: Lob
rules:
  - id: lob-live-key
    title: Lob API key
    pattern: '(?:live|test)_[0-9a-f]{35}'
    assigned-to: [lob-api, lob-key, lob-live, lob-test, lob-secret]
    severity: high
    minimum-entropy: 3.3
    allows: 'Sending letters at the account''s cost'
    revoke: https://docs.lob.com/#tag/Authentication
    examples:
      match:
        - ['LO', 'B_API_KEY="li', 've_ded12d5a0f5047875f11334015d98d12628"']
        - ['lo', 'b_api_key: te', 'st_30dbe519cf421fc198fb5bcad6b2ee70945']
      no-match:
        - ['LO', 'B_API_KEY="te', 'st_02f3389a4b3a6"']
        - ['other_api_key = "te', 'st_02f3389a4b3a607ffba7af681338514c6db"']
        - ['LO', 'B_API_KEY="xx', 'xx_00x0000x0x0x000xxxx0xx000000000x0xx"']

"""###,
    "Policies/secrets/lokalise.yaml": ###"""
provider: Lokalise
rules:
  - id: lokalise-token
    title: Lokalise API token
    pattern: '[0-9a-f]{40}'
    assigned-to: [lokalise]
    severity: medium
    minimum-entropy: 3
    form: mixed
    allows: Reading and changing translations
    revoke: https://developers.lokalise.com/reference/api-authentication
    examples:
      match:
        - ['LO', 'KALISE_TOKEN="04', 'fc68ed75bcf4096d625978b065b7ce61996f9d"']
        - ['lo', 'kalise_token: 11', '0a749e4efbce0e49460b64c011c0428fd7965d']
      no-match:
        - ['LO', 'KALISE_TOKEN="9d', '542652caac0fc00e"']
        - ['other_token = "9d', '542652caac0fc00ea7f6cd24cdbbaee23450e4"']
        - ['LO', 'KALISE_TOKEN="xx', '000000xxxx0xx00xx0x0xx00xxxxxxx00000x0"']

"""###,
    "Policies/secrets/magento.yaml": ###"""
provider: Magento
rules:
  - id: magento-crypt-key
    title: Magento encryption key
    pattern: '[''\"]crypt[''\"]\s{0,3}=>\s{0,3}(?:\[|array\s{0,3}\()\s{0,60}[''\"]key[''\"]\s{0,3}=>\s{0,3}[''\"]([0-9a-f]{32})[''\"]'
    keywords: ['''crypt''', '"crypt"']
    capture: 1
    severity: critical
    minimum-entropy: 3
    allows: 'Decrypting payment settings and customers'' data'
    revoke: https://experienceleague.adobe.com/en/docs/commerce-admin/systems/security/encryption-key
    examples:
      match:
        - ['''cry', "pt' => [\n    'key' => '5beded1567b0063d2068b98ec0f3d956'\n]"]
      no-match:
        - ['''cry', "pt' => [\n    'key' => getenv('CRYPT_KEY')\n]"]

"""###,
    "Policies/secrets/mailchimp.yaml": ###"""
provider: Mailchimp
rules:
  - id: mailchimp-api-key
    title: Mailchimp API key
    pattern: '(?<![0-9A-Za-z])[0-9a-f]{32}-us\d{1,2}(?![0-9A-Za-z])'
    keywords: ['-us1', '-us2', '-us3', '-us4', '-us5', '-us6', '-us7', '-us8', '-us9']
    severity: high
    minimum-entropy: 3
    allows: Reading and mailing the lists
    revoke: https://mailchimp.com/help/about-api-keys/
    examples:
      match:
        - ['3805fdcd89fbb2bd6baa1180ae458ad7-u', 's14']
      no-match:
        - ['4614bb64c3b37c46946a-u', 's14']

"""###,
    "Policies/secrets/mailersend.yaml": ###"""
provider: MailerSend
rules:
  - id: mailersend-token
    title: MailerSend API token
    pattern: '(?<![0-9A-Za-z])mlsn\.[0-9a-f]{64}(?![0-9A-Za-z])'
    keywords: ['mlsn.']
    severity: high
    minimum-entropy: 3.5
    token-length: 69
    allows: Sending mail
    revoke: https://developers.mailersend.com/general.html
    examples:
      match:
        - ['ml', 'sn.6a688b3d7493b8f8381c3aa792a19c713b4f8e6c17c04565ad1b47785fca848f']
        - ['token: "ml', 'sn.7a107464b2df0ecbff748afb37419025e8e678b779fa6dccd60772483a53a507"']
      no-match:
        - ['ml', 'sn.7a107464b2df0ecbff748afb37419025']
        - ['ml', 'sn.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/mailgun.yaml": ###"""
provider: Mailgun
rules:
  - id: mailgun-api-key
    title: Mailgun API key
    pattern: '(?i)mailgun[\w.-]{0,30}["''`]?\s{0,3}(?:=|:|=>|,)\s{0,3}\\?["''`]?(key-[0-9a-f]{32}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})(?![0-9a-z])'
    keywords: ['mailgun']
    capture: 1
    severity: high
    minimum-entropy: 3
    followed-by: assignment
    allows: Sending mail as the domain
    revoke: https://help.mailgun.com/hc/en-us/articles/203380100
    examples:
      match:
        - ['MAILGUN_API', '_KEY=ke', 'y-82f5af17e6ed9b1492159545e1427f54']
        - ['mailgun.key: "', '9fa1a3de99711c957f51afbc358d6ab1-6a22d874-e47a5680"']
      no-match:
        - ['MAILGUN_API', '_KEY=ke', 'y-0bef7a95']

"""###,
    "Policies/secrets/mailjet.yaml": ###"""
provider: Mailjet
rules:
  - id: mailjet-secret
    title: Mailjet API key or secret
    pattern: '[0-9a-f]{32}'
    assigned-to: [mailjet, mj-apikey]
    severity: high
    minimum-entropy: 3
    form: mixed
    allows: Sending mail
    revoke: https://dev.mailjet.com/email/guides/
    examples:
      match:
        - ['MA', 'ILJET_API_SECRET="dd', '6561f13746c244b2584a863b5c4130"']
        - ['ma', 'iljet_api_secret: 3a', '2c016049499df253ab416887ebd7c8']
      no-match:
        - ['MA', 'ILJET_API_SECRET="c3', '2cf73fff476f"']
        - ['other_api_secret = "c3', '2cf73fff476f6321656fb0f9a264b5"']
        - ['MA', 'ILJET_API_SECRET="xx', '0xx00xxx000x0000000xx0x0x000x0"']

"""###,
    "Policies/secrets/make.yaml": ###"""
provider: Make
rules:
  - id: make-webhook
    title: Make webhook
    pattern: 'hook\.(?:eu|us)\d(?:\.make)?\.(?:make|integromat|celonis)?\.?com/([0-9a-z]{32})(?![0-9a-z])'
    keywords: ['hook.eu', 'hook.us']
    capture: 1
    severity: low
    minimum-entropy: 3.3
    allows: Starting the scenario behind it
    revoke: https://help.make.com/webhooks
    examples:
      match:
        - ['https://hook.e', 'u1.make.com/bfkksyijbmpmslbbikwviywdw3474mad']
      no-match:
        - ['https://hook.e', 'u1.make.com/6g3itblyow4e']

"""###,
    "Policies/secrets/mapbox.yaml": ###"""
provider: Mapbox
rules:
  - id: mapbox-secret-token
    title: Mapbox secret token
    pattern: '(?<![0-9A-Za-z])sk\.eyJ[0-9A-Za-z_-]{50,200}\.[0-9A-Za-z_-]{22}(?![0-9A-Za-z_-])'
    keywords: ['sk.eyJ']
    severity: medium
    validate: dotted-json
    token-length: 79
    allows: Changing styles and tokens of the account
    revoke: https://docs.mapbox.com/help/dive-deeper/access-tokens/
    examples:
      match:
        - ['sk', '.eyJ1IjogImFjbWUiLCAiYSI6ICJ6b29zZnRscWpsYXBwZ3BsNGxqdWRqNHZlIn0.ikpnbZMsVEJQrfbGRZQsb5']
      no-match:
        - ['pk', '.eyJ1IjogImFjbWUiLCAiYSI6ICJ6b29zZnRscWpsYXBwZ3BsNGxqdWRqNHZlIn0.EE2aNPk6lRV2csbHYVgxPk']

"""###,
    "Policies/secrets/matrix.yaml": ###"""
provider: Matrix
rules:
  - id: matrix-access-token
    title: Matrix access or refresh token (Synapse)
    pattern: '(?<![0-9A-Za-z])sy[tr]_[0-9A-Za-z]{1,120}_[0-9A-Za-z]{20}_[0-9A-Za-z]{6}(?![0-9A-Za-z_-])'
    keywords: ['syt_', 'syr_']
    severity: high
    validate: crc32-base62-part
    token-length: 32
    allows: Reading and writing messages as the person
    revoke: https://element-hq.github.io/synapse/latest/usage/administration/admin_api/
    examples:
      match:
        - ['sy', 't_ZGVwbG95_8SBCTutZtkRDYvCvTJtd_2L0TdX']
        - ['token=sy', 'r_YWxpY2U_ZOCAFl7N4ckVBpK4R3j7_0sYDFF']
      no-match:
        - ['sy', 't_ZGVwbG95_xT3ikrfExGOIIDJVRvdv_nNskvf']
        - ['sy', 't_ZGVwbG95_EwEA98A1X0odsTFkr9uT']

"""###,
    "Policies/secrets/mattermost.yaml": ###"""
provider: Mattermost
rules:
  - id: mattermost-token
    title: Mattermost access token
    pattern: '[0-9a-z]{26}'
    assigned-to: [mattermost]
    severity: high
    minimum-entropy: 3.5
    form: mixed
    allows: Reading and posting as the person
    revoke: https://developers.mattermost.com/integrate/reference/personal-access-token/
    examples:
      match:
        - ['MA', 'TTERMOST_TOKEN="it', 'f3hhx8z2z3n2te78epjqope4"']
        - ['ma', 'ttermost_token: p8', '0crsw150hru4s7cmpbu99ec8']
      no-match:
        - ['MA', 'TTERMOST_TOKEN="2s', 'q1frw80t4"']
        - ['other_token = "2s', 'q1frw80t4z9p8a0fbubs1zev"']
        - ['MA', 'TTERMOST_TOKEN="xx', 'x0xxx00x0x0x0x0xxxxx0xxx"']

"""###,
    "Policies/secrets/maxmind.yaml": ###"""
provider: MaxMind
rules:
  - id: maxmind-license-key
    title: MaxMind licence key
    pattern: '(?<![0-9A-Za-z])[0-9A-Za-z]{6}_[0-9A-Za-z]{29}_mmk(?![0-9A-Za-z])'
    keywords: ['_mmk']
    severity: low
    minimum-entropy: 4
    allows: Downloading databases on the account
    revoke: https://support.maxmind.com/hc/en-us/articles/4407111582235
    examples:
      match:
        - ['PvX8qp_uOKZIGgeDGL8YYIRe24mzKcBAF7k9_m', 'mk']
        - ['token: "CshsYJ_dssXSLyAVM2MaFR9SKbHYxSM1rPXN_m', 'mk"']
      no-match:
        - ['CshsYJ_dssXSLyAVM2Ma', '']
        - ['xxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxx_x', 'xx']

"""###,
    "Policies/secrets/meraki.yaml": ###"""
provider: Cisco Meraki
rules:
  - id: meraki-api-key
    title: Cisco Meraki API key
    pattern: '[0-9a-f]{40}'
    assigned-to: [meraki]
    severity: critical
    minimum-entropy: 3
    form: mixed
    allows: Changing the networks
    revoke: https://developer.cisco.com/meraki/api-v1/authorization/
    examples:
      match:
        - ['ME', 'RAKI_API_KEY="d9', '1b5500eed5211140ebcb4b37a1160e893b1c19"']
        - ['me', 'raki_api_key: 02', '9c05eb06c9e60b361ea14ee96e1977524bb471']
      no-match:
        - ['ME', 'RAKI_API_KEY="e9', 'b924de892eceab8b"']
        - ['other_api_key = "e9', 'b924de892eceab8bf57a051056b1701dfa3735"']
        - ['ME', 'RAKI_API_KEY="xx', 'x000xx000xxxxx0xx00x000000x0000xxx0000"']

"""###,
    "Policies/secrets/mercury.yaml": ###"""
provider: Mercury
rules:
  - id: mercury-token
    title: Mercury API token
    pattern: '(?<![0-9A-Za-z])mercury_production_[a-z]{3,6}_[0-9A-Za-z]{40,50}_yrucrem(?![0-9A-Za-z])'
    keywords: ['mercury_production_']
    severity: critical
    minimum-entropy: 4
    token-length: 71
    allows: Reading balances, moving money
    revoke: https://docs.mercury.com/docs/getting-started
    examples:
      match:
        - ['merc', 'ury_production_vlq_40mo7Rk9JPSWnh2zyGcnqQeGrBZkJpvNB1s1rrMi_yrucrem']
        - ['token: "merc', 'ury_production_utdq_NhsuwKlutmh51qm53ut0WxBmKr4DqsCfnUa4YpcNo_yrucrem"']
      no-match:
        - ['merc', 'ury_production_utdq_NhsuwKlutmh51qm53ut0W']
        - ['merc', 'ury_production_xxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxx']

"""###,
    "Policies/secrets/mergify.yaml": ###"""
provider: Mergify
rules:
  - id: mergify-application-key
    title: Mergify application key
    pattern: '(?<![0-9A-Za-z_-])mergify_application_key_[0-9A-Za-z_-]{40,200}(?![0-9A-Za-z_-])'
    keywords: ['mergify_application_key_']
    severity: high
    minimum-entropy: 4
    token-length: 64
    allows: Merging pull requests
    revoke: https://docs.mergify.com/api-usage/
    examples:
      match:
        - ['merg', 'ify_application_key_d2MrmNAouX-lexGt0D-adFMhLlOJEVRwL_hILHXNV-7e-A88Fw1']
        - ['token: "merg', 'ify_application_key_x0G7cmrirtDXGoO6v1kFpXxidgLIMaxDna1szQV5gG1vg_JErZC7kjE"']
      no-match:
        - ['merg', 'ify_application_key_x0G7cmrirtDXGoO6v1kF']
        - ['merg', 'ify_application_key_x-xxxx_-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxx']

"""###,
    "Policies/secrets/messagebird.yaml": ###"""
provider: MessageBird
rules:
  - id: messagebird-key
    title: MessageBird access key
    pattern: '[0-9A-Za-z]{25}'
    assigned-to: [messagebird]
    severity: high
    minimum-entropy: 3.5
    form: mixed
    allows: 'Sending messages at the account''s cost'
    revoke: https://developers.messagebird.com/api/
    examples:
      match:
        - ['ME', 'SSAGEBIRD_ACCESS_KEY="zJ', '7PFXAbX1o5vwABrmTY4IwVZ"']
        - ['me', 'ssagebird_access_key: jU', '4a6JfBk6zsGDNGDyIZJ0A0x']
      no-match:
        - ['ME', 'SSAGEBIRD_ACCESS_KEY="0y', '9GbDjErW"']
        - ['other_access_key = "0y', '9GbDjErWsdZO2WIzOvrRt2s"']
        - ['ME', 'SSAGEBIRD_ACCESS_KEY="xx', '0xxxxxxxxxxx0xxxxxxxx0x"']

"""###,
    "Policies/secrets/meta.yaml": ###"""
provider: Meta
rules:
  - id: facebook-access-token
    title: Facebook access token
    pattern: '(?<![0-9A-Za-z])EAA[MC][0-9A-Za-z]{90,400}(?![0-9A-Za-z])'
    keywords: ['EAAM', 'EAAC']
    severity: high
    minimum-entropy: 4
    token-length: 94
    window: 1024
    allows: Acting for a page or an application
    revoke: https://developers.facebook.com/docs/facebook-login/guides/access-tokens/
    examples:
      match:
        - ['EA', 'ACbaUzfzvV8gMzAlT1L0fhEPdbRLbtL8DYZOQcEuAfvB5CilabzDqB5bYtPl8oYokSwhNQElHLnSG2KT8UmYkLbLsKvyxRtRGL6bEywoPY34oXmSx5llyKEX0eI4B9S7EfOzY8D5tJUjqX1DiULt6q1c96NZPYqmTXXKrrlhF0LK']
      no-match:
        - ['EA', 'ACvQ2gqqooFnfZvmixoC1w']
  - id: facebook-app-secret
    title: Facebook application secret
    pattern: '[0-9a-f]{32}'
    assigned-to: [facebook, fb-app, instagram]
    severity: high
    minimum-entropy: 3
    form: mixed
    allows: Acting as the application
    revoke: https://developers.facebook.com/docs/facebook-login/security/
    examples:
      match:
        - ['FA', 'CEBOOK_APP_SECRET="21', '12b203bfd69354942211ea27d0b6da"']
        - ['fa', 'cebook_app_secret: 39', 'cb8c005e8e5ed4c2f962a3a27899b3']
      no-match:
        - ['FA', 'CEBOOK_APP_SECRET="be', 'd7a6d0c4d31f"']
        - ['other_app_secret = "be', 'd7a6d0c4d31fa34513ae98d03449aa"']
        - ['FA', 'CEBOOK_APP_SECRET="xx', 'x0x0x0x0x00xx00000xx00x00000xx"']
  - id: facebook-app-token
    title: Facebook application token
    pattern: '(?<![0-9A-Za-z])\d{15,16}\|([0-9A-Za-z_-]{27})(?![0-9A-Za-z_-])'
    keywords: ['access_token', 'facebook', 'Facebook', 'FACEBOOK']
    capture: 1
    severity: high
    minimum-entropy: 3.7
    allows: Acting as the application
    revoke: https://developers.facebook.com/docs/facebook-login/guides/access-tokens/
    examples:
      match:
        - ['{"access_to', 'ken":"80459261734', '0215|DNxril3RavGD5MfvJ7NScUykT8C","token_type":"bearer"}']
      no-match:
        - ['facebook 804592617340215', '|your-application-token-here']

"""###,
    "Policies/secrets/microsoft-teams.yaml": ###"""
provider: Microsoft Teams
rules:
  - id: microsoft-teams-webhook
    title: Microsoft Teams webhook
    pattern: '[0-9a-z-]{2,60}\.webhook\.office\.com/webhookb2/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}@[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/IncomingWebhook/([0-9a-f]{32})(?![0-9a-f])'
    keywords: ['.webhook.office.com/webhookb2/']
    capture: 1
    severity: medium
    minimum-entropy: 3
    allows: Posting into a channel
    revoke: https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
    examples:
      match:
        - ['https://acme.web', 'hook.office.com/webhookb2/904d3580-35a3-932d-8201-9b98dcc0dc39@a5da4082-27b9-5040-6dce-d259f5420dee/IncomingWebhook/f5ba3f25f10ee2788abf0ac16aa50a1c/8f6f30ec-81ec-c266-4806-120e857f9b29']
      no-match:
        - ['https://acme.web', 'hook.office.com/webhookb2/383d9105-aa77-e931-04d8-03a8e5ac857c']
  - id: power-automate-address
    title: Power Automate address with its signature
    pattern: '(?:logic\.azure\.com|api\.powerplatform\.com)(?::443)?/[^\s"\''`<>]{20,300}[?&]sig=([0-9A-Za-z_%-]{43})(?![0-9A-Za-z_%-])'
    keywords: ['sig=']
    capture: 1
    severity: medium
    minimum-entropy: 3.8
    allows: Starting the flow behind it
    revoke: https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-securing-a-logic-app
    examples:
      match:
        - ['https://prod-12.westeurope.logic.az', 'ure.com:443/workflows/b507fc8d11f5f9c3867149ee8f3cb6e5/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=0UnRQW1zzgYFlUUvU9USjffxhppSeJ5pbY8A4tKXjAq']
      no-match:
        - ['https://prod-12.westeurope.logic.az', 'ure.com:443/workflows/0a0c226dfdef07d75c51d2dbeb715d2f/triggers/manual/paths/invoke?sig=SIGNATURE']

"""###,
    "Policies/secrets/microsoft.yaml": ###"""
provider: Microsoft
rules:
  - id: azure-devops-token
    title: Azure DevOps personal access token
    pattern: '(?<![0-9A-Za-z])[0-9A-Za-z]{76}AZDO[0-9A-Za-z]{4}(?![0-9A-Za-z])'
    keywords: ['AZDO']
    severity: critical
    window: 128
    validate: azure-annotated-key
    allows: Repositories and pipelines as the person who made it
    revoke: https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate
    examples:
      match:
        - ['8SIkIVN2SBtu354Zfug8ZYGEuexJ08jrRaZ0YD2NK7WNNjDLnJDVJQQJ99BCcjsLJ69H24osAAAAAZ', 'DO1ZWQ']
        - ['pat: KJMBljbElZjKrtsKGfNSgOmzVqWED5PLb4cqjvdRWpNoDosBIF7HJQQJ99BCMbBCBiaTlHIbAAAAAZ', 'DO45Vf']
      no-match:
        - ['8SIkIVN2SBtu354Zfug8ZYGEuexJ08jrRaZ0YD2NK7WNNjDLnJDVJQQJ99BCcjsLJ69H24osAAAAAZ', 'DO1ZWa']
        - ['ZeeEIDuU1L85t6oglQkCvxZ6Z82ODgXF1Gz530DiwHdr1z0tqEaWW9ayoXFVAZ', 'DOQmhC']
  - id: azure-storage-key
    title: Azure storage account key
    pattern: '(?<![0-9A-Za-z+/])[0-9A-Za-z+/]{76}\+ASt[0-9A-Za-z+/]{6}=='
    keywords: ['+ASt']
    severity: critical
    window: 128
    validate: azure-service-key
    allows: Everything in the storage account
    revoke: https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage
    examples:
      match:
        - ['k1Fhg8ngQQupKiMFmVMj2HeZdR9gZFVQwJqXMOidF2lETOamS4MC4sJhSiDwS0c8L92KMvf199tz+A', 'StPHOLNQ==']
        - ['AccountKey=7FsAYKBKALFtd9haWcQ1Ipe2oypBLCDzGFHbvF7973Ss9q8sREWEUIbqT8KbgmNsK6hEeG7ha4Lt+A', 'StZFoyKQ==']
      no-match:
        - ['k1Fhg8ngQQupKiMFmVMjAHeZdR9gZFVQwJqXMOidF2lETOamS4MC4sJhSiDwS0c8L92KMvf199tz+A', 'StPHOLNQ==']
        - ['Fhg8ngQQupKiMFmVMj2HeZdR9gZFVQwJqXMOidF2lETOamS4MC4sJhSiDwS0c8L92KMvf199tz+A', 'StPH']
  - id: azure-service-key
    title: Azure service key (Cosmos DB, Service Bus, Event Hubs, Batch, IoT, Search, Registry)
    pattern: '(?<![0-9A-Za-z+/])[0-9A-Za-z+/_-]{33,76}(?:ACDb|\+ASb|\+AEh|\+ABa|AIoT|\+ACR|AzSe|AzCa|APIM|\+ARm|AzFu|\+AMC)[0-9A-Za-z+/_-]{6}={0,2}(?![0-9A-Za-z+/=])'
    keywords: ['ACDb', '+ASb', '+AEh', '+ABa', 'AIoT', '+ACR', 'AzSe', 'AzCa', 'APIM', '+ARm', 'AzFu', '+AMC']
    severity: critical
    window: 128
    validate: azure-service-key
    allows: Everything that service holds
    revoke: https://learn.microsoft.com/en-us/azure/key-vault/secrets/tutorial-rotation-dual
    examples:
      match:
        - ['AccountKey=PlD2UiamLGx65Bt9OUGyNTqd2cjRLDqQwpJ6P6e0BUdjVE86K2rxiZWwSS5Pu1SsFt57rbns1XrbAC', 'Db7n/+5Q==']
        - ['SharedAccessKey=9oAU1ILJuqufn1TZKOUSMna6SUbPuwSqu+A', 'SbFLUlbA=']
        - ['"iotKey": "WLL8wTXe4EORHzEYIY9qI1sTtF9K8cDQjAI', 'oTDLzC/o=']
        - ['redis_password = tnKJmNZzS4BwIo1Elvlun5VnOd8AmbRlKAz', 'CaKtdg4Y=']
      no-match:
        - ['AccountKey=PlD2UiamLGx65Bt9OUGyATqd2cjRLDqQwpJ6P6e0BUdjVE86K2rxiZWwSS5Pu1SsFt57rbns1XrbAC', 'Db7n/+5Q==']
        - ['SharedAccessKey=9oAU1ILJuqufn1TZKOUSAna6SUbPuwSqu+A', 'SbFLUlbA=']
        - ['AccountKey=Nf9JMmCaV6e6273t6OL6AC', 'DbaVxgiB==']
  - id: entra-client-secret
    title: Microsoft Entra client secret
    pattern: '(?<![0-9A-Za-z_.~-])[0-9A-Za-z_.~-]{3}[78]Q~[0-9A-Za-z_.~-]{31,34}(?![0-9A-Za-z_.~-])'
    keywords: ['7Q~', '8Q~']
    severity: critical
    window: 64
    validate: entra-client-secret
    minimum-entropy: 3.5
    allows: Signing in as the application
    revoke: https://learn.microsoft.com/en-us/entra/identity-platform/how-to-add-credentials
    examples:
      match:
        - ['sjq8', 'Q~q4OiNyRsvY0r7MFGKIHFZZin3jIQEBgbY8']
        - ['client_secret: "eNp8', 'Q~ebzzF7u3jDCsInBUOvNEbdoryeO2aqcdh2"']
      no-match:
        - ['sjq8', 'Q~q4OiNyRsvY0r7MFGKIHFZZin3jIQEBgbYa']
        - ['H5e8Q', '~dqYYsOIFuPHSqFj5HaWl']
  - id: azure-shared-access-signature
    title: Azure shared access signature
    pattern: '[?&"](?:sv=20\d\d-\d\d-\d\d|se=20\d\d-)[^\s"\''`<>]{10,400}[?&;]sig=([0-9A-Za-z%]{40,60}(?:%3D|=))'
    keywords: ['sig=']
    capture: 1
    severity: high
    minimum-entropy: 3.8
    allows: Reading, or changing, what the signature covers until it ends
    revoke: https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview
    examples:
      match:
        - ['https://acme.blob.core.windows.net/c?sv=2022-11-02&ss=b&srt=sco&sp=rl&se=2027-01-01T00:00:00Z&si', 'g=6hr4PJprCdSbBFPTkVoKRBOJDjcW1gxqkQtn7Dbg12G%3D']
      no-match:
        - ['https://acme.blob.core.windows.net/c?sv=2022-11-02&ss=b&srt=sco&sp=rl&se=2027-01-01T00:00:00Z&si', 'g=xxxx']
  - id: azure-devops-legacy-token
    title: Azure DevOps personal access token of the first form
    pattern: '[a-z2-7]{52}'
    assigned-to: [azure-devops, ado-pat, ado-token, vsts, system-accesstoken, azp-token]
    severity: critical
    validate: azure-devops-token
    allows: Repositories and pipelines as the person who made it
    revoke: https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate
    examples:
      match:
        - ['AZ', 'URE_DEVOPS_TOKEN="r2', 'fohzdl44wapsksmvlsecb5wdivgr62oyogk7fr63432rtoicqq"']
        - ['az', 'ure_devops_token: cq', '5suvs5q5jq2uxp3rn7xaqjagns7bdxzxbpqvlbbppxop5f7rla']
      no-match:
        - ['AZ', 'URE_DEVOPS_TOKEN="5w', 'c244fim2i6qeaik7vsw33w"']
        - ['other_token = "5w', 'c244fim2i6qeaik7vsw33whqembxazjs7nz7blfatku3vo4elq"']
  - id: azure-annotated-key
    title: Azure key with annotations
    pattern: '(?<![0-9A-Za-z])[0-9A-Za-z]{52}JQQJ9[0-9A-Za-z]{27}(?:[0-9A-Za-z]{2}==)?(?![0-9A-Za-z])'
    keywords: ['JQQJ9']
    severity: critical
    validate: azure-annotated-key
    window: 128
    allows: Everything that service holds
    revoke: https://learn.microsoft.com/en-us/azure/key-vault/secrets/tutorial-rotation-dual
    examples:
      match:
        - ['xlpDjjbJaRo3dZEkJFui2cWd694BLq533FbK3vvp2W5Blb9PYrGJJ', 'QQJ99BCWEbIzn02lNFSAAAAAZAC2vMQ']
        - ['key = "FscPTKIQ7OwFvgJbtnMYwFEbPs55SUDoawCEODL2gW7IvpMHRBaNJ', 'QQJ99BCqXJKWlMjkcHvAAAAAZMR3kKh"']
      no-match:
        - ['xlpDjjbJaRo3dZEkJFui2cWd694BLq533FbK3vvp2W5Blb9PYrGJJ', 'QQJ99BCWEbIzn02lNFSAAAAAZAC2vMa']
  - id: azure-app-configuration
    title: Azure App Configuration connection string
    pattern: 'Endpoint=https://[0-9A-Za-z.-]{3,80}\.azconfig\.io;Id=[^;\s"'']{3,60};Secret=([0-9A-Za-z+/]{43,120}={0,2})(?![0-9A-Za-z+/=])'
    keywords: ['.azconfig.io']
    capture: 1
    severity: high
    minimum-entropy: 4
    allows: Reading and changing the settings of the applications that use it
    revoke: https://learn.microsoft.com/en-us/azure/azure-app-configuration/howto-best-practices
    examples:
      match:
        - ['Endpoint=https://acme-prod.azconfig.io;Id=pi5x-l9-s0:SZLl;Sec', 'ret=8UBkkpdhiG37LeXSyYV4g6snRoUYA4fXr6nzrvZcmTQ=']
      no-match:
        - ['Endpoint=https://acme-prod.azconfig.io;Id=pi5x-l9-s0:SZLl;Sec', 'ret=<secret>']

"""###,
    "Policies/secrets/midtrans.yaml": ###"""
provider: Midtrans
rules:
  - id: midtrans-server-key
    title: Midtrans production server key
    pattern: '(?<![0-9A-Za-z_-])Mid-server-[0-9A-Za-z_-]{20,26}(?![0-9A-Za-z_-])'
    keywords: ['Mid-server-']
    severity: critical
    minimum-entropy: 3.5
    token-length: 31
    allows: Moving payments
    revoke: https://docs.midtrans.com/docs/accessing-the-sandbox-environment
    examples:
      match:
        - ['Mid-', 'server-vQhzVdcxbqVj_MRW5Kqf']
        - ['token: "Mid-', 'server-zkLnjt_iM83KIK8u9bxei-6DBZ"']
      no-match:
        - ['Mid-', 'server-zkLnjt_iM8']
        - ['Mid-', 'server-xxxxxxxxxxxxxxxxx_x-xxxxx']

"""###,
    "Policies/secrets/minisign.yaml": ###"""
provider: minisign
rules:
  - id: minisign-secret-key
    title: minisign or signify secret key
    pattern: 'untrusted comment: (?:minisign|rsign|signify)[^\n]{0,60}secret key[^\n]{0,60}\r?\n(R[0-9A-Za-z+/]{130,220}={0,2})'
    keywords: ['untrusted comment: ']
    capture: 1
    severity: high
    minimum-entropy: 3.5
    allows: 'With its passphrase: signing as the owner'
    revoke: https://jedisct1.github.io/minisign/
    examples:
      match:
        - ['untrusted comm', "ent: minisign encrypted secret key\nRq2mbwD7Netof8gTMUdF6Ubt46RnPbR9R0ffHn9w2udcl3STNVjeW3nNK11PSLvtV2tTuc1zvUfh1xmW5pPn0NCquTmdFx5AjJRem9ktDgHoRKTwpsBwNRFJc9uLqVGa5yyi4Y5Vd9NWTiXzNtkmyVmxsqjFrql5vfgHChQihC4Sko9xNl49uum2gHu6f4QL5RqoYsvj3GP163pQh9Gk"]
      no-match:
        - ['untrusted comm', "ent: minisign public key ABCD\nRPpjcZBkVpfICtr8vtpTWZp6SCnpprhJY9AhzUOvSf80AXH11V32ExaM"]

"""###,
    "Policies/secrets/mistral.yaml": ###"""
provider: Mistral AI
rules:
  - id: mistral-api-key
    title: Mistral API key
    pattern: '[0-9A-Za-z]{32}'
    assigned-to: [mistral]
    severity: medium
    minimum-entropy: 4
    form: mixed
    allows: Calling models on the account
    revoke: https://docs.mistral.ai/getting-started/quickstart/
    examples:
      match:
        - ['MI', 'STRAL_API_KEY="6r', 'uUo02MujGhxJm66PwrNZtjYqOwcGmL"']
        - ['mi', 'stral_api_key: V8', 'WenQsCFtuyc04TaRtKCUukebEuLSoR']
      no-match:
        - ['MI', 'STRAL_API_KEY="hp', '83iEi5GSYkho"']
        - ['other_api_key = "hp', '83iEi5GSYkhoJXXNr5hdmW0v0OUbhH"']
        - ['MI', 'STRAL_API_KEY="xx', '00xxx0xxxxxxxxxxx0xxxx0x0xxxxx"']

"""###,
    "Policies/secrets/mixpanel.yaml": ###"""
provider: Mixpanel
rules:
  - id: mixpanel-secret
    title: Mixpanel API secret
    pattern: '[0-9a-f]{32}'
    assigned-to: [mixpanel]
    severity: medium
    minimum-entropy: 3
    form: mixed
    allows: Exporting events of users
    revoke: https://docs.mixpanel.com/docs/orgs-and-projects/managing-projects
    examples:
      match:
        - ['MI', 'XPANEL_API_SECRET="58', '5cd68b70683b9e14f0902d073f8f08"']
        - ['mi', 'xpanel_api_secret: 9e', '3b6f22c85ec6bf276cbb2393c12256']
      no-match:
        - ['MI', 'XPANEL_API_SECRET="26', '79de75b9f639"']
        - ['other_api_secret = "26', '79de75b9f6399badc043a72e4cb327"']
        - ['MI', 'XPANEL_API_SECRET="xx', '00xx00x0x0000xxxx000x00x0xx000"']

"""###,
    "Policies/secrets/modal.yaml": ###"""
provider: Modal
rules:
  - id: modal-token-secret
    title: Modal token secret
    pattern: 'as-[0-9A-Za-z]{22}'
    assigned-to: [modal-token]
    severity: high
    minimum-entropy: 3.5
    form: mixed
    allows: 'Running code at the account''s cost'
    revoke: https://modal.com/docs/reference/modal.config
    examples:
      match:
        - ['MO', 'DAL_TOKEN_SECRET="as', '-d5kSWYtpM42aaiTTZDf86R"']
        - ['mo', 'dal_token_secret: as', '-x5qdRni7EgkWJJqboxTNcw']
      no-match:
        - ['MO', 'DAL_TOKEN_SECRET="as', '-bj8xQ28"']
        - ['other_token_secret = "as', '-bj8xQ28HQOSXxg7FcuQIvJ"']
        - ['MO', 'DAL_TOKEN_SECRET="xx', '-xx0xx00xxxxxxx0xxxxxxx"']

"""###,
    "Policies/secrets/mongodb.yaml": ###"""
provider: MongoDB
rules:
  - id: mongodb-atlas-secret
    title: MongoDB Atlas service account secret
    pattern: '(?<![0-9A-Za-z_-])mdb_sa_sk_[0-9A-Za-z_-]{40}(?![0-9A-Za-z_-])'
    keywords: ['mdb_sa_sk_']
    severity: critical
    minimum-entropy: 4
    token-length: 50
    allows: Changing clusters and their users
    revoke: https://www.mongodb.com/docs/atlas/api/service-accounts-overview/
    examples:
      match:
        - ['mdb', '_sa_sk_6sLWKvufcIjAantq57Jmkk7ZEOAaEmIBtaqnfTrw']
        - ['token: "mdb', '_sa_sk_xoVP41lgb_xbV1pSKJcj8DDF6K--IYvmPLD2QQlH"']
      no-match:
        - ['mdb', '_sa_sk_xoVP41lgb_xbV1pSKJcj']
        - ['mdb', '_sa_sk_xxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/moonshot.yaml": ###"""
provider: Moonshot AI
rules:
  - id: moonshot-api-key
    title: Moonshot (Kimi) API key
    pattern: 'sk-[0-9A-Za-z]{48}'
    assigned-to: [moonshot, kimi]
    severity: medium
    minimum-entropy: 4
    form: mixed
    preferred: true
    allows: Calling models on the account
    revoke: https://platform.moonshot.ai/docs/
    examples:
      match:
        - ['MO', 'ONSHOT_API_KEY="sk', '-ymqdpdBEEO7BMye6uyNYNXzrvG6leLGpDZE7YY2Y1qPErOOH"']
        - ['mo', 'onshot_api_key: sk', '-4VTZhRsBoWUlCAcVR6qyjHvz14Jljn6Inc5B3BsrLsNdBads']
      no-match:
        - ['MO', 'ONSHOT_API_KEY="sk', '-Xm2fZVSgvRa7GCRNWRY9"']
        - ['other_api_key = "sk', '-Xm2fZVSgvRa7GCRNWRY9v6WHosMP46e9f0qIg8PKCsSlW320"']
        - ['MO', 'ONSHOT_API_KEY="xx', '-xx0xxxxxxxx0xxxxxxx0x0xxxxxx00x0x0xxx0xxxxxxx000"']

"""###,
    "Policies/secrets/nats.yaml": ###"""
provider: NATS
rules:
  - id: nats-seed
    title: NATS nkey seed
    pattern: '(?<![0-9A-Za-z])S[UAONPXC][A-Z2-7]{56}(?![0-9A-Za-z])'
    keywords: ['SU', 'SA', 'SO', 'SN', 'SX', 'SC']
    severity: critical
    validate: nkey
    token-length: 58
    allows: Signing in as the user, account or operator
    revoke: https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth
    examples:
      match:
        - ['seed: S', 'UAJJ2VWRC2V3TEH5BL2SXNFHF5MJWDDHQISWWE3TTHYUMEXFJS4AAHZ2Q']
      no-match:
        - ['seed: S', 'UAJJ2VWRC2V3TEH5BL2SXNFHF5MJWADHQISWWE3TTHYUMEXFJS4AAHZ2Q']

"""###,
    "Policies/secrets/neon.yaml": ###"""
provider: Neon
rules:
  - id: neon-api-key
    title: Neon API key
    pattern: '(?<![0-9A-Za-z])napi_[0-9a-z]{64}(?![0-9A-Za-z])'
    keywords: ['napi_']
    severity: critical
    minimum-entropy: 3.5
    token-length: 69
    allows: Reading and deleting every database
    revoke: https://neon.com/docs/manage/api-keys
    examples:
      match:
        - ['na', 'pi_vgki5dmr52csettedqncyiw6j7p4q5anx8g6aoax3bhoenqo5cwb8gnebxykz9in']
      no-match:
        - ['na', 'pi_zromd7dkihuf4uwmgqgi6rlool66shak']

"""###,
    "Policies/secrets/netlify.yaml": ###"""
provider: Netlify
rules:
  - id: netlify-token
    title: Netlify personal access token
    pattern: '(?<![0-9A-Za-z])nfp_[0-9A-Za-z]{36}(?![0-9A-Za-z])'
    keywords: ['nfp_']
    severity: critical
    minimum-entropy: 4
    token-length: 40
    allows: Deploying and changing sites
    revoke: https://docs.netlify.com/api/get-started/
    examples:
      match:
        - ['nf', 'p_bcpnlK0BZMDOD5QI39e0o488aEj4KoIVIRUH']
        - ['token: "nf', 'p_8qjWJKfzHbC6TvAaLkCiRViOTMR41LU07Lyg"']
      no-match:
        - ['nf', 'p_8qjWJKfzHbC6TvAaLk']
        - ['nf', 'p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/netrc.yaml": ###"""
provider: netrc
rules:
  - id: netrc-password
    title: Password in a netrc file
    pattern: '(?m)^[ \t]{0,4}machine\s{1,4}[0-9A-Za-z.-]{3,80}\s{1,12}login\s{1,4}[^\s]{1,80}\s{1,12}password\s{1,4}([^\s]{8,200})'
    keywords: ['machine ']
    capture: 1
    severity: high
    minimum-entropy: 2.8
    form: login
    generic: true
    allows: Signing in to that machine
    revoke: https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
    examples:
      match:
        - ['mach', "ine api.acme.net\n  login deploy\n  password q8ZrW2nX5vT3"]
        - ['mach', 'ine git.acme.net login ci password Xk29mmPq81Zr']
      no-match:
        - ['mach', 'ine example.com login user password password']
        - ['mach', 'ine learning login page']

"""###,
    "Policies/secrets/new-relic.yaml": ###"""
provider: New Relic
rules:
  - id: new-relic-key
    title: New Relic user, license or insert key
    pattern: '(?<![0-9A-Za-z_-])(?:NRAK-[0-9A-Z]{27}|NRII-[0-9A-Za-z_-]{32}|NRJS-[0-9a-f]{19})(?![0-9A-Za-z_-])'
    keywords: ['NRAK-', 'NRII-', 'NRJS-']
    severity: high
    minimum-entropy: 3
    token-length: 24
    allows: Reading or writing monitoring data
    revoke: https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/
    examples:
      match:
        - ['NR', 'AK-87M2WS0A7TOPFPFTQDFEBW66CUY']
      no-match:
        - ['NR', 'AK-FO2B1FL1AG']

"""###,
    "Policies/secrets/newsapi.yaml": ###"""
provider: News API
rules:
  - id: newsapi-key
    title: News API key
    pattern: '[0-9a-f]{32}'
    assigned-to: [newsapi, news-api]
    severity: low
    minimum-entropy: 3
    form: mixed
    allows: 'Calling the API at the account''s limits'
    revoke: https://newsapi.org/docs/authentication
    examples:
      match:
        - ['NE', 'WSAPI_KEY="73', 'a245aa596416d5d97318e7ad07aad2"']
        - ['ne', 'wsapi_key: 49', 'bc1975a5f0d43195f920a0c80a3c7a']
      no-match:
        - ['NE', 'WSAPI_KEY="84', '3e7bdd9c1ab1"']
        - ['other_key = "84', '3e7bdd9c1ab12bae030257e2112eac"']
        - ['NE', 'WSAPI_KEY="xx', '0x0xxx0x0xx00xxx000000x0000xxx"']

"""###,
    "Policies/secrets/ngrok.yaml": ###"""
provider: ngrok
rules:
  - id: ngrok-token
    title: ngrok authentication token
    pattern: '(?:2[0-9A-Za-z]{26}_[0-9A-Za-z]{20,22}|[0-9A-Za-z]{22}_[0-9A-Za-z]{20,22})'
    assigned-to: [ngrok]
    severity: high
    minimum-entropy: 4
    form: mixed
    allows: Opening tunnels as the account
    revoke: https://ngrok.com/docs/agent/
    examples:
      match:
        - ['NG', 'ROK_AUTHTOKEN="2w', 'Js5ZgbAbHhpgHEs2IUva3ipny_prqcbTxbu5F7R9cnKFs1"']
        - ['ng', 'rok_authtoken: NN', 'pQwMWBxtxfjZbX2xMqlO_UGoUKp2YRF3RqerQmDuF']
      no-match:
        - ['NG', 'ROK_AUTHTOKEN="2D', 'H7bqLZ7f5XL5sH2aOVY2B"']
        - ['other_authtoken = "2D', 'H7bqLZ7f5XL5sH2aOVY2B9D9k_61UVr50BeBtcmVLUNUwPHJ"']
        - ['NG', 'ROK_AUTHTOKEN="xx', 'x0xxxx0x0xx0xx0xxxx0x0x0x_00xxx00xxxxxxxxxxxxxxx"']

"""###,
    "Policies/secrets/notion.yaml": ###"""
provider: Notion
rules:
  - id: notion-token
    title: Notion integration token
    pattern: '(?<![0-9A-Za-z])ntn_\d{11}[0-9A-Za-z]{35}(?![0-9A-Za-z])'
    keywords: ['ntn_']
    severity: high
    minimum-entropy: 3.5
    token-length: 50
    allows: Reading and changing shared pages
    revoke: https://developers.notion.com/docs/authorization
    examples:
      match:
        - ['nt', 'n_14571340099B3BOuyng7AIwxmuvRBtgb08Lkf1V6koUbpg']
      no-match:
        - ['nt', 'n_8604307982529gsBUuVo0']

"""###,
    "Policies/secrets/npm.yaml": ###"""
provider: npm
rules:
  - id: npm-token
    title: npm access token
    pattern: '(?<![0-9A-Za-z])npm_[0-9A-Za-z]{36}(?![0-9A-Za-z])'
    keywords: ['npm_']
    severity: critical
    validate: crc32-base62
    token-length: 40
    allows: Publishing packages
    revoke: https://docs.npmjs.com/revoking-access-tokens
    examples:
      match:
        - ['np', 'm_aOf6ZRXQ1Wq3lAVDDBYtExO163ulov1YfPdy']
      no-match:
        - ['np', 'm_RCeLOBMjtGb6yhdY9xnyGxOpEVqCjX4CtFEa']
        - ['npm', '_config_registry_authentication_token_x']
  - id: npm-registry-credentials
    title: Registry credentials in an npm configuration
    pattern: '(?m)(?::_authToken|:_password|^[ \t]{0,4}_auth|:_auth)\s{0,3}=\s{0,3}["\'']?([0-9A-Za-z+/_.=-]{16,400})["\'']?\s{0,3}$'
    keywords: [':_authToken', ':_password', '_auth=', '_auth =']
    capture: 1
    severity: high
    minimum-entropy: 3
    followed-by: assignment
    allows: Publishing and reading private packages
    revoke: https://docs.npmjs.com/about-access-tokens
    examples:
      match:
        - ['//registry.acme.net/:_auth', 'Token=eb7deb8c-414a-6adb-ce35-57dfa7cc9834']
        - ['//registry.acme.net/:_pass', 'word=cThaclcyblg1djdL']
      no-match:
        - ['//registry.acme.net/:_auth', 'Token=${NPM_TOKEN}']
        - ['//registry.acme.net/:_auth', 'Token=your-token-goes-here']

"""###,
    "Policies/secrets/nuget.yaml": ###"""
provider: NuGet
rules:
  - id: nuget-api-key
    title: NuGet API key
    pattern: '(?<![0-9A-Za-z])oy2[a-z2-7]{43}(?![0-9A-Za-z])'
    keywords: ['oy2']
    severity: critical
    minimum-entropy: 3.5
    token-length: 46
    allows: Publishing packages
    revoke: https://learn.microsoft.com/en-us/nuget/nuget-org/scoped-api-keys
    examples:
      match:
        - ['o', 'y24i6myxwyred4uhkrppnxufercwgywerzolwaovmnkol']
      no-match:
        - ['o', 'y2qsrnz2ti47l3snhmv6ee']
  - id: nuget-clear-password
    title: Password in a NuGet configuration
    pattern: '(?i)<add\s{1,4}key="(?:ClearText)?Password"\s{1,4}value="([^"\n]{8,200})"'
    keywords: ['key="cleartextpassword"', 'key="password"']
    capture: 1
    severity: high
    minimum-entropy: 2.8
    form: login
    allows: Reading, or publishing, packages of the feed
    revoke: https://learn.microsoft.com/en-us/nuget/reference/nuget-config-file
    examples:
      match:
        - ['<add key="ClearTextPass', 'word" value="q8ZrW2nX5vT3" />']
      no-match:
        - ['<add key="ClearTextPass', 'word" value="%NUGET_PASSWORD%" />']
        - ['<add key="ClearTextPass', 'word" value="password123" />']

"""###,
    "Policies/secrets/nvidia.yaml": ###"""
provider: NVIDIA
rules:
  - id: nvidia-api-key
    title: NVIDIA API key
    pattern: '(?<![0-9A-Za-z])nvapi-[0-9A-Za-z_-]{64}(?![0-9A-Za-z_-])'
    keywords: ['nvapi-']
    severity: high
    minimum-entropy: 3.5
    token-length: 70
    allows: 'Calling models and pulling images at the account''s cost'
    revoke: https://docs.nvidia.com/ngc/latest/ngc-user-guide.html
    examples:
      match:
        - ['nv', 'api-wpbeVbFFvmNGCM1qeU7CV0BdKSj1PbFhMzXU85sgpUHEkI5jpEVwbAVMmGEvBNYD']
      no-match:
        - ['nv', 'api-rL0VFGIL95WjxhfovkvU6Dhht2bjIL']

"""###,
    "Policies/secrets/nylas.yaml": ###"""
provider: Nylas
rules:
  - id: nylas-api-key
    title: Nylas API key
    pattern: '(?<![0-9A-Za-z])nyk_v0_[0-9A-Za-z]{64}(?![0-9A-Za-z])'
    keywords: ['nyk_v0_']
    severity: critical
    minimum-entropy: 4
    token-length: 71
    allows: Reading and sending mail of connected accounts
    revoke: https://developer.nylas.com/docs/v3/auth/
    examples:
      match:
        - ['nyk', '_v0_8ucJpLm4eORVmFbAJ0ZWbto9R4AsGMDENPaZgVJrzGRILGtMhaUee4CRkEDQ3j7u']
        - ['token: "nyk', '_v0_2FYLdZ1ufd9hawsmy8er7XHSCk6W6HFycE5UnsM68a7dCwP9Y4ne7eqm0i7dRq7D"']
      no-match:
        - ['nyk', '_v0_2FYLdZ1ufd9hawsmy8er7XHSCk6W6HFy']
        - ['nyk', '_v0_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/octopus.yaml": ###"""
provider: Octopus Deploy
rules:
  - id: octopus-api-key
    title: Octopus Deploy API key
    pattern: '(?<![0-9A-Za-z])API-[0-9A-Z]{25,32}(?![0-9A-Za-z])'
    keywords: ['API-']
    severity: high
    minimum-entropy: 3.5
    token-length: 29
    allows: Deploying as the person
    revoke: https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key
    examples:
      match:
        - ['AP', 'I-X9JYRVU2PYWI0KA42RO48UJR68OY5N']
        - ['token: "AP', 'I-8AU4THAA1QGNQ08DVWPCBG6SHQ"']
      no-match:
        - ['AP', 'I-8AU4THAA1QGN']
        - ['AP', 'I-xxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/okta.yaml": ###"""
provider: Okta
rules:
  - id: okta-api-token
    title: Okta API token
    pattern: '00[0-9A-Za-z_-]{40}'
    assigned-to: [okta]
    severity: critical
    minimum-entropy: 4
    form: random
    allows: Changing people and applications
    revoke: https://developer.okta.com/docs/guides/create-an-api-token/main/
    examples:
      match:
        - ['OK', 'TA_API_TOKEN="00', 'vOSz2oeidH0SKuLLVNx1pSBmKEbxBkNrmKPFR5UK"']
        - ['ok', 'ta_api_token: 00', 'bALxn2gB9MrHeQpDrc4KiOTLUOoOqRrHfw-PdklI']
      no-match:
        - ['OK', 'TA_API_TOKEN="00', 'jrkUbiOlxQk04LYm4"']
        - ['other_api_token = "00', 'jrkUbiOlxQk04LYm4GkWNOJBPn66s7Y2V_ZurM7Y"']
        - ['OK', 'TA_API_TOKEN="xx', 'xxxxxxxxxxx00xxx0xxxxxxxxx00x0x0x_xxxx0x"']

"""###,
    "Policies/secrets/onesignal.yaml": ###"""
provider: OneSignal
rules:
  - id: onesignal-key
    title: OneSignal key
    pattern: '(?<![0-9A-Za-z])(?:os_v2_app_|os_v2_org_)[a-z2-7]{103}(?![0-9A-Za-z])'
    keywords: ['os_v2_app_', 'os_v2_org_']
    severity: high
    minimum-entropy: 4
    token-length: 113
    allows: Sending notifications to every user
    revoke: https://documentation.onesignal.com/docs/keys-and-ids
    examples:
      match:
        - ['os_', 'v2_app_gjsvn5in7gs52hcfmyvnx4goq3pec3typi6lur766smwswbcjt6cwve6ekkfhamonvshyudadydi462llrqwbc3ac3do5zjbtrdq5m2']
        - ['token: "os_', 'v2_org_gryc4ofbcxbnpwavtg4qywoqitnlj35onj4gwamnoo53ttszal75cyuovhsqxxo34nj2h27dr7qpob3g4gismrduntngcexa2oigryk"']
      no-match:
        - ['os_', 'v2_org_gryc4ofbcxbnpwavtg4qywoqitnlj35onj4gwamnoo53ttszal7']
        - ['os_', 'v2_org_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/onfido.yaml": ###"""
provider: Onfido
rules:
  - id: onfido-live-token
    title: Onfido live API token
    pattern: '(?<![0-9A-Za-z_-])(?:api_live\.|api_live_us\.|api_live_ca\.)[0-9A-Za-z_-]{11}\.[0-9A-Za-z_-]{32}(?![0-9A-Za-z_-])'
    keywords: ['api_live.', 'api_live_us.', 'api_live_ca.']
    severity: critical
    minimum-entropy: 4
    token-length: 53
    allows: 'Reading people''s identity documents'
    revoke: https://documentation.onfido.com/api/latest/
    examples:
      match:
        - ['api_', 'live_us.qHVwclYx4g2.XmFnzuIraLEq7apHw6l9urMVTFRg3erF']
        - ['token: "api_', 'live.IRTCSZBiqh5.e6ekF7OFpkBgpWFEDQ0rYCXPSWtZ-hHp"']
      no-match:
        - ['api_', 'live.IRTCSZBiqh5.e6ekF7OFpk']
        - ['api_', 'live_xx.xxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/open-vsx.yaml": ###"""
provider: Open VSX
rules:
  - id: open-vsx-token
    title: Open VSX access token
    pattern: '(?<![0-9A-Za-z])(?:ovsxp_|ovsxat_)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])'
    keywords: ['ovsxp_', 'ovsxat_']
    severity: high
    minimum-entropy: 3.5
    token-length: 42
    validate: uuid
    allows: Publishing extensions
    revoke: https://github.com/eclipse/openvsx/wiki/Publishing-Extensions
    examples:
      match:
        - ['ov', 'sxp_1a0dc074-59b7-4b73-90d6-15f20919736e']
        - ['token: "ov', 'sxp_17e56df8-e13e-4d1b-9a48-15563976fd89"']
      no-match:
        - ['ov', 'sxp_17e56df8-e13e-fd1b']
        - ['ov', 'sxat_xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx']

"""###,
    "Policies/secrets/openai.yaml": ###"""
provider: OpenAI
rules:
  - id: openai-api-key
    title: OpenAI API key
    pattern: '(?<![0-9A-Za-z_-])sk-(?:(?:proj|svcacct|admin|service)-)?[0-9A-Za-z_-]{20,74}T3BlbkFJ[0-9A-Za-z_-]{20,74}(?![0-9A-Za-z_-])'
    keywords: ['T3BlbkFJ']
    severity: critical
    minimum-entropy: 3.5
    allows: 'Calling models at the account''s cost, reading stored files'
    revoke: https://help.openai.com/en/articles/9047852
    examples:
      match:
        - ['sk-proj-c8OcpeDSujRgrD0Bj2xKku8QYGIuQeQge5eU4n6vGIspi7yTNKnfp0RHD1T3Bl', 'bkFJVySBvYnMOMSJuj3iRIA3S6u9SyfB8GlU4k5AK6esmGBey8S67fnkvnvZsg']
        - ['sk-PN1UE5yxDyfLtfDlvcfaT3Bl', 'bkFJKrtdkb4C8fTCgHeybyKe']
      no-match:
        - ['sk-TWEdL4eWIrByfWBgcG8IT3Bl', 'bkXXEtGsEjJZba9I6RBYlh0T']

"""###,
    "Policies/secrets/openrouter.yaml": ###"""
provider: OpenRouter
rules:
  - id: openrouter-api-key
    title: OpenRouter API key
    pattern: '(?<![0-9A-Za-z_-])sk-or-v1-[0-9a-f]{64}(?![0-9A-Za-z])'
    keywords: ['sk-or-v1-']
    severity: high
    minimum-entropy: 3
    token-length: 73
    allows: 'Calling models at the account''s cost'
    revoke: https://openrouter.ai/docs/api-reference/authentication
    examples:
      match:
        - ['sk-', 'or-v1-075c47eb2b391d5e92a9ef3b20717b47cf47e113c3f2b83c748ca42a3ac0f138']
      no-match:
        - ['sk-', 'or-v1-0c8eaa86d205b4315a1bc1016e0e27']

"""###,
    "Policies/secrets/openshift.yaml": ###"""
provider: OpenShift
rules:
  - id: openshift-token
    title: OpenShift user token
    pattern: '(?<![0-9A-Za-z_-])sha256\~[0-9A-Za-z_-]{43}(?![0-9A-Za-z_-])'
    keywords: ['sha256~']
    severity: critical
    minimum-entropy: 4
    allows: Acting in the cluster as the person
    revoke: https://docs.redhat.com/en/documentation/openshift_container_platform/
    examples:
      match:
        - ['sha', '256~D1a6QBLm3Xu3aNzqS74cCLAnCmpuagbMrMqilBHwTIG']
        - ['token: "sha', '256~UdzDYvnkoFJcu4khVOWoi0MXOPwoHg-1SODy5KViFvJ"']
      no-match:
        - ['sha', '256~UdzDYvnkoFJcu4khVOWoi']
        - ['sha', '256~xxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/openvpn.yaml": ###"""
provider: OpenVPN
rules:
  - id: openvpn-static-key
    title: OpenVPN static key
    pattern: '-----BEGIN OpenVPN Static key V1-----\s{1,4}(?:[0-9a-f]{32}\s{1,10}){16}-----END OpenVPN Static key V1-----'
    keywords: ['OpenVPN Static key']
    severity: critical
    minimum-entropy: 3
    window: 1024
    allows: Joining the tunnel
    revoke: https://openvpn.net/community-resources/static-key-mini-howto/
    examples:
      match:
        - ['-----BEGIN Open', "VPN Static key V1-----\n8bdb8c0102dfe4ceef996a5bbd6dd706\n6e1453dba0a717a3016de223e127ac4f\n1c4bdef870d17cb6a210c7d5801e9986\n867bb7cd2ab3a769ad9a62d397585b9e\ncc27c76308ac8e573b956e2f7c09f21d\n08f6509f3903a7ac1dab7851211dfd72\nb131c712b5f8d9d7aea67dde8f24cecf\nf80bd383edea37eb7303e457a163f4f1\n27343af25a2860b6b91d3e680914108f\nf21291d07ba2d05a31ab41bae7f0d619\nbc00b780eeb47676ce5ceb7b49ea445b\n91b29ac0a567b15e98b10df5b68f9986\na2a5c89a2ad56eb99110ea7985d16f05\n39a8795cda5b83537f7d71564a869c0f\n72de7b894131a59ee80a58e91f220e0b\nd2d4cccf2bee6408f67d0d61e3c93178\n-----END OpenVPN Static key V1-----\n"]
      no-match:
        - ['-----BEGIN Open', "VPN Static key V1-----\n8bdb8c0102dfe4ceef996a5bbd6dd706\n6e1453dba0a717a3016de223e127ac4f\n1c4bdef870d17cb6a210c7d5801e9986\n8\n-----END OpenVPN Static key V1-----\n"]

"""###,
    "Policies/secrets/openweather.yaml": ###"""
provider: OpenWeather
rules:
  - id: openweather-api-key
    title: OpenWeather API key
    pattern: '[0-9a-f]{32}'
    assigned-to: [openweather, owm-api, owm-key]
    severity: low
    minimum-entropy: 2.5
    form: mixed
    allows: 'Calling the API at the account''s cost'
    revoke: https://openweathermap.org/appid
    examples:
      match:
        - ['OP', 'ENWEATHER_API_KEY="35', 'e3d7fc986b6b3c7c34064b3fbe7d0f"']
        - ['op', 'enweather_api_key: cf', 'd804b0e8fa5397e0809a0cc37dd63e']
      no-match:
        - ['OP', 'ENWEATHER_API_KEY="41', '148f3882f719"']
        - ['other_api_key = "41', '148f3882f71924746ff3f3ad6a9b9c"']
        - ['OP', 'ENWEATHER_API_KEY="xx', '000x0000x00000000xx0x0xx0x0x0x"']

"""###,
    "Policies/secrets/opsgenie.yaml": ###"""
provider: Opsgenie
rules:
  - id: opsgenie-key
    title: Opsgenie API key
    pattern: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
    assigned-to: [opsgenie]
    severity: high
    minimum-entropy: 3
    validate: uuid
    allows: Making and closing alerts
    revoke: https://support.atlassian.com/opsgenie/docs/api-key-management/
    examples:
      match:
        - ['OP', 'SGENIE_API_KEY="b1', '0749f5-b1a1-4f03-882e-64221d8439b5"']
        - ['op', 'sgenie_api_key: d0', '2bcd21-16f3-49dc-8695-3594bb14b0eb']
      no-match:
        - ['OP', 'SGENIE_API_KEY="9c', '16c775-dc0f-fc"']
        - ['other_api_key = "9c', '16c775-dc0f-fc65-6b70-3b4854d1d4bc"']
        - ['OP', 'SGENIE_API_KEY="xx', '00x000-xx0x-xx00-0x00-0x0000x0x0xx"']

"""###,
    "Policies/secrets/ovh.yaml": ###"""
provider: OVHcloud
rules:
  - id: ovh-application-secret
    title: OVHcloud application secret or consumer key
    pattern: '[0-9A-Za-z]{32}'
    assigned-to: [ovh]
    severity: critical
    minimum-entropy: 3.5
    form: mixed
    allows: What was granted to it
    revoke: https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api
    examples:
      match:
        - ['OV', 'H_APPLICATION_SECRET="3t', 'LkxObTzWQICnjigUUnzTsYwk43UVFv"']
        - ['ov', 'h_application_secret: Ty', '8mWSx5QKSfHLmCZQOnytF5HPAQ8DrJ']
      no-match:
        - ['OV', 'H_APPLICATION_SECRET="Wc', 'f1Qajj3p8s1I"']
        - ['other_application_secret = "Wc', 'f1Qajj3p8s1IaAdRDc0AjUplzH1KwJ"']
        - ['OV', 'H_APPLICATION_SECRET="xx', 'x0xxxx0x0x0xxxxxxx0xxxxxxx0xxx"']

"""###,
    "Policies/secrets/packagist.yaml": ###"""
provider: Packagist
rules:
  - id: packagist-token
    title: Private Packagist token
    pattern: '(?<![0-9A-Za-z])(?:packagist_ort_|packagist_out_|packagist_ack_|packagist_acs_|packagist_uut_|packagist_cst_)[0-9a-f]{68}(?![0-9A-Za-z])'
    keywords:
      - 'packagist_ort_'
      - 'packagist_out_'
      - 'packagist_ack_'
      - 'packagist_acs_'
      - 'packagist_uut_'
      - 'packagist_cst_'
    severity: high
    minimum-entropy: 3.5
    token-length: 82
    allows: Reading private packages
    revoke: https://packagist.com/docs/composer-authentication
    examples:
      match:
        - ['pack', 'agist_uut_2b9d3e1a9dc7b286fc46e76dc85d1cb179707387503cb8b059506ee762784b103757']
        - ['token: "pack', 'agist_uut_92be2176ca7575226c15d262b46422d32d382094f52e656789b495b72151f66d2a48"']
      no-match:
        - ['pack', 'agist_uut_92be2176ca7575226c15d262b46422d32d']
        - ['pack', 'agist_ack_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/paddle.yaml": ###"""
provider: Paddle
rules:
  - id: paddle-api-key
    title: Paddle API key
    pattern: '(?<![0-9A-Za-z])(?:pdl_live_apikey_|pdl_sdbx_apikey_)[0-9a-z]{26}_[0-9A-Za-z]{22}_[0-9A-Za-z]{3}(?![0-9A-Za-z])'
    keywords: ['pdl_live_apikey_', 'pdl_sdbx_apikey_']
    severity: critical
    minimum-entropy: 4
    token-length: 69
    allows: Refunding and changing subscriptions
    revoke: https://developer.paddle.com/api-reference/about/api-keys
    examples:
      match:
        - ['pdl_', 'sdbx_apikey_xernxssybl5ogx3zvjykgpgh3z_obXcwAtPnVJyXHfNWgEqT7_tVF']
        - ['token: "pdl_', 'sdbx_apikey_94vi3hhs6k1lmm4eoi3rs4cpkc_MONKD3zqqSrKgQ5PW9Q7Ib_xtN"']
      no-match:
        - ['pdl_', 'sdbx_apikey_94vi3hhs6k1lmm4eoi3rs4cpkc']
        - ['pdl_', 'sdbx_apikey_xxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxx_xxx']

"""###,
    "Policies/secrets/pagerduty.yaml": ###"""
provider: PagerDuty
rules:
  - id: pagerduty-token
    title: PagerDuty API token
    pattern: '(?:u\+[0-9A-Za-z_-]{18}|[0-9A-Za-z_-]{20}|[0-9a-f]{32})'
    assigned-to: [pagerduty, pager-duty]
    severity: high
    minimum-entropy: 3
    form: random
    allows: Reading and changing incidents
    revoke: https://support.pagerduty.com/main/docs/api-access-keys
    examples:
      match:
        - ['PA', 'GERDUTY_TOKEN="Sp', 'NatZolFjgK6jU7abxU"']
        - ['pa', 'gerduty_token: uz', 'Fynlx6hKwE4rH3YTIE']
      no-match:
        - ['PA', 'GERDUTY_TOKEN="Ol', 'v4dUFD"']
        - ['other_token = "Ol', 'v4dUFDhdc8DuKbHhuw"']
        - ['PA', 'GERDUTY_TOKEN="xx', 'x0xxxxxxx0xxxxxxxx"']

"""###,
    "Policies/secrets/payment-card.yaml": ###"""
provider: Card schemes
rules:
  - id: payment-card-number
    title: Payment card number
    pattern: '(?i)(?<![a-z])(?:[a-z_-]{0,20}card|cc|pan)[_.-]?(?:number|num|no|nr)?["''`]?\]?\s{0,3}(?:::?=|=>|=|:)\s{0,3}\\?["''`]?((?:4[0-9]{3}|5[1-5][0-9]{2}|2[2-7][0-9]{2}|6011|65[0-9]{2})(?:[ -]?[0-9]{4}){3}|3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5})(?![0-9.])'
    keywords: ['card_number', 'cardnumber', 'card-number', 'card.number', 'card_num', 'cardnum', 'card_no', 'cardno', 'cc_number', 'ccnumber', 'cc_num', 'pan_number', 'pannumber', 'pan"', 'pan:', 'pan =']
    capture: 1
    severity: high
    validate: luhn
    minimum-entropy: 2
    generic: true
    allows: Paying with the card; PCI DSS 4.0, 3.5.1, wants it unreadable wherever it is kept
    revoke: https://www.pcisecuritystandards.org/document_library/
    documented-examples:
      - 061b8f6228c3303a6eecb6d5a6fcdf343d1f8960449be4698d2c24c7c27f30bf
      - 061de719c4d5fd7f82c9102f93a345ba22030fe2916ed94a2d46d732b3349b75
      - 06294ffb8b3255b15dbd97690134d9224843d8ef12110d01a535a5dfabdae2ef
      - 092ec1d17145986047f887f1390dfff5c71d98da8aea92dddbe52b76e180474b
      - 0af4f4c85ad6e32d02a473a79b1de2b8760da855175eeabc125642f0317dbc81
      - 0d5fa3c4e181f8d9159be582adff2228ee4ee273146ffddbc47666c8f5851077
      - 0e340e547d9b843e0e4498d16285d868dc0a9a67f915ac876bfb06e1d14f3f26
      - 0f7dc9af51859b2b3f85150755d4296e36d5b7881bbba9120260e20cefc88b52
      - 10af25a6151db2cdf0bea9b3e39b2140837064c062d234a81a3f56468f721913
      - 10fa9391af57fce7c6ce9670c5c0a8a300d74a66332b68cd3007a97389c0bfb5
      - 1653a87042cd03cf0dad38aded0bb108574cc3a78a799296380d6e0984ee30a2
      - 16fb1335a58e1008c36d73ae44216e46a608b8f8526925472384602e1e2f2eb5
      - 18255e5fa58955a355e51f21d741066aa03a8187417d3c429d9ad0f735c2ca4f
      - 185a57ab1877c6c9f3a5d8c75ba5a1fdc50481768af5b2c79f543d988e4d0448
      - 19ff47cc8024c133d5845d3f8938caca289929031e7d508c3adf7adff177f0c2
      - 1a32b2592d5ace1eb429ae8fd1cbc51ba20498ad529f957736550ce32690887e
      - 1c9d38ed26cd808fa3b02b9b3b988a7caf474e2e42d95789c0fe07e267c80d8f
      - 1e923a5eb971d748d491071a855d1112ca6bc3d911951e7c365837973ba0c63a
      - 1ee36b5616122bb571d508b025387002a1119c64e1cc335be506bcaa1b05e4da
      - 219b234656370ef4c28e0e3205ed8af362f3cae2a6a72a09da7f9133ec1f4fb5
      - 2492d316b4bccd6bb12297f0aa0255ec21560b30b39295fb345cdd59c3519a0b
      - 24a989a69164c60aa31ddc2fd6a7641ba78f2dda8c29b7a9f8c6404d04994512
      - 2500b3461691461ee64b25138e7413ee0ba111c816ffb3fcc108023dbf30c645
      - 29209c645f3e02974ec55c1a2fdd779cc8f90cf730809af2c08563e88a993c5c
      - 2c75ddf2535eabfb498b49eb2aa9f97d88c62a8324b3d06ad1d1c26aa8d27b10
      - 2f725bbd1f405a1ed0336abaf85ddfeb6902a9984a76fd877c3b5cc3b5085a82
      - 304945e91de3deff52a61d08733141d72dd42ec9d47972f1060534d54c0c7f90
      - 317a7b71e11ee4b6f082d265c966fd2666cd33e0247800072f97738f1f5b0d3a
      - 3250f08d09e9cecd0341453074ae0202a43fceb5d06d9ba645e5328c4fd0b861
      - 334b48feec00e7ec9808e50f1f05efd5eb1089abce7430e3a5b2b79dd2da1b73
      - 348fce61fa7c338dfa37067b9ceff76d151657d4cb2069fb558abd5cf091d846
      - 349ff0c696aabb871ad855cfa3f1f1b423059f77480b7455398c6b6a79cddfa3
      - 35b8ee49a804ee51d5433292646d3de9b1ed42830bb1c6005f2b825d7d16b70d
      - 3a134ef77d4e2e4cdad2d2945ff1f76c1a23296c93c851f6244220a8cedea130
      - 3aebd9be84d81a1c5676e31adda86653aa5e7da0a6bda5ea02fec6526c19bb11
      - 3ca8b1505c7c2f0a708155713e45b1425751f54185404154c6ff745eb4bd8a85
      - 3cc545d4d5deeaae10b1b3d82f9ecc7a467f3ef32781ce7d53169589a8212ddf
      - 3cc8217a6aad545082e07e563edeec444ce961a2468fa1a5eddf238969095735
      - 3ce36b46ea5c4dd1769eee1e8d1ee68a33ebe7db12f372190820a6b82297c385
      - 3e8c1449aa03b85f52b067f8e901230a54ccb3aab98474778b01cce6c67af442
      - 41c11c248ef5b02108cdcb12b8284861835a21453eb65b1de3dca8fd378f8572
      - 41eceb40acde710e12952eb5bf3b64adb3e7214c47ab10aed40e4b3c3452d4ff
      - 429b121c65fb0e1d70c52428ec434afcf457fbececaae6dd4097c64fc54c14c4
      - 43130712e2a60582651ba434a84bda4ab4f9baa8b0375110c94a1f64625e52c3
      - 477bba133c182267fe5f086924abdc5db71f77bfc27f01f2843f2cdc69d89f05
      - 480469d70d5d73fa288304085a5101e7eda2fa594fa92c39bb4c1ad6814fd2cb
      - 481e60a8ca84e9e9985a4c80125a79f2e817541529ebc1b50e735f1e1a292a79
      - 499071c9a7e2afd8702eca86e84877398a37456ff93a19942e1abb33d561f39f
      - 4c13980630c4f4e697e050ff0cbb75c6bd11f2bd6ab3c736934cd4f4908fd199
      - 507562147db770d7451d18d6ff9ecc332f680ac7cbc64b2413775ef3938e451b
      - 519320ec93475945798e3a6eafa8ea55a02609e22221ba4b66269085620d7dd2
      - 51a4ae4c6ae999146474a67cbcb3b05fbcf4c17ab683043a066459da95513ea8
      - 51bb0f9379a966f74daf6a427b52644a2d4d03b2f40bc31d3bbb3caada30d318
      - 51f528b3667942de81bcadf580e1f0a3f4e009ac6baf773e1671ac72b3f8a760
      - 52775096fe5da1ba8b024382d7a6b6ba1554f361b0a3d2c9cbaa620180c9310b
      - 53a8fc816e63b7a5ccd17aaff93f28bcf13abbf418209dcd93947722d7c326ba
      - 542abe3b724fd0f2e993c9a7e068040b96e482a7369a8b551601eafe41ea542d
      - 551d075825d141e627407eba82d488d6a242fffe7249a9744f66fb592ea24c7b
      - 5670bba13ada9260b2a56bfb41a33bd9c579d603547abdc477b739505605a861
      - 576c15a8072461c216efb9bd7306a6fc6039b43a6763c4c1a05930a2dd7b788f
      - 5a0dbb0c52a18e1d5d22f2f3cb7bc4d380e7b48dd195c2d9ae3e7a9d975d7e8e
      - 5c73cc02c9d375410178aadb2979b0fe68a25d8b9a0c78cd33ef0aee7b88ad7d
      - 5dabbc6a8bad6ff8f6209faa7cea652e555a29905a9b1fba913bd2be0ee7846b
      - 5e3f7a1b9a1dc21ca7cbae9b6ca857bb143fb5f6922931676337b90dd3603227
      - 5ec0bad966c51d0088c06be4645cfbd692d1cbf2c9d64ff64492733aa6916ee6
      - 606a7ec80db57d1cc64f3671c3ec64a50af278a2a683fb6dd269d7cb42153f7a
      - 60bcfd8f38dccf19fe625ac17d3003e77ed11316ad07c81fa4eb87b53e21f7e5
      - 61de16b087f9df543d51d75ab369bdcf0bc4db315ae5970b49a0f5b22139e1fb
      - 62ea21103244233a4d9418046f208b2b90668175cf42b5ff5fb08a3d267d68b6
      - 6506b70a0fb54ddf13e2ec647b07f9e3c7ede9e12bec7ca3aadf82c95a761ee9
      - 650d160bcae6252ef3cfb8483e78bf971c7f7a2609de1f034d564ca726ab6793
      - 66261e95f2152be08361b3dc3c4dbc6f15a9f15d382b6790f149321863149949
      - 6730ad8b34fa0e71559a4a54a54deb8b17ce88ae344d66f8f1129c4b1dbe1c35
      - 68594afe9c9cda525f6aca7a7316ca06c9db4952ba6f5217944581dc4a07e0b6
      - 6a7e0e79b018d08c9d1bb20be79999a7778399f7ee17258b3a0d36d4b4a7bec5
      - 6d8106e4a10f061af963c998daf1919f08ea6c9083ebfc12d8bca436541c5c60
      - 6e1efcbdca26d2207140ee69f2aaf99fed06204a7649f209ba6366db3a35de67
      - 72a9e7b21edb3baf4cffc5768c45965ca03e16c9035508910a183298c7e39be3
      - 735c935aa3ee04ae7c1fc55d10afeb85e106a6ae69a0b0bc8b3ffe09adce36bb
      - 736f50307b2e9cd45ce5fb0a438994d1590e74701d06f9a3e194450fc2bd19bc
      - 740170e39d67a25113cfdd114e61f35f843196f88c57101fbed9c7c5d8bcd0d1
      - 74462c1b7085f889693e117cbed89d5398f3b7051ae881cbc4620df290945294
      - 7512d8c227ace1a3d5b5371fa4d257f7e8acf4aedf7e0348650ec1e78d127c49
      - 76f0351ee25181b00469b4a6b87a0a6302695306b0909967492190c17cc1bf2d
      - 77e5bedea001c9b5fa2e1ae00526d240cfd82fe438d413a88b65992957fe61e2
      - 7d7127a55f21531c408c21e76a951d75a2c83440b89f0b029442cf5d51657e77
      - 7f8d59881c5ead63ba2224349624237bc2e2e0dee40639ccf0407752e23294e3
      - 80b9fb78ea3e403b1abe08afbfb7a00ce2d2515090fcf0e24f45780f0b602673
      - 8607355707bb2adc425a4afe559d209648242bc7098e180b395b8ec334515bca
      - 8684145cb1b9cf10b1f64d03a3dca5aa657f0a08ce18912cad0bc17e4e68ad83
      - 8a778feaad269998e899e650673fee6a5075e99c9909ad877196d55d1f0a5916
      - 8afebbafe3eb7a22271ccedafe43eb20b40b3dc458d3815fff7e60ffc4f53a11
      - 8c4372b1d5c54278e47791d529e68800079d69264ef9e1d48633f38479c16ff6
      - 8cee07b2cb7c8f32c2d001d87bb30775928b59da877e330f04f9244c16697f8b
      - 8dc0dccf96aa6b9c7898cb03c8f5d9516824fc122e0ad716135137526d054fbc
      - 8ec2bdf3f3a44fb5ea62275d81eae8b5b62a9e5a5488322e79fc4c235887c90d
      - 9194ec33fef95a2b38f86ef689dbd8eba571a1188b3cf5df795029032ff92904
      - 9219e0affa4b86cdfaed7927c91ce7600aadc4f38079c5a4aa0667e496700bf0
      - 92e564257a3f5772d008f8867c90270fac011238b7767dced4990f32cbcaaf05
      - 944ce263ed9dfde4d9e17600c60c749371398a34f801fae3a406de19a26dabf5
      - 9b089351f8971ed7b249f0bd3e78f1f9f67f1015378c5254db80b4b3f4c24543
      - 9bbef19476623ca56c17da75fd57734dbf82530686043a6e491c6d71befe8f6e
      - 9e30f9c8dc55526a8933cfe2e9c73cdc9a9e05e63f41af32e1f9dc22fa81b9b8
      - 9e707ea30ec561dfa6d5469bc383cf82bee040633dff9bb30af011c3a54b35ab
      - 9f8118d98bdf11b0707a6b7eccad6af1498b5f727dec0176d70a4445eaae61dd
      - a11d51919e9b964971e1e25aead695d85af8334ce6c0f946b4761ca5252410cb
      - a290396afbdf4d65812bca22c59eb085cbe748bdef6eaad8a6ad4549c472c656
      - a3d89346f3475bd33df0fe5aa280681f896135b8a315b5b5d9ca5950f1b6a898
      - a6dd05cbf205a41c51f672c00028498f766e15b3d7de4b07abd7cf71881c53c3
      - ad64a19e7a2a71fa2c244bb555e67f2e59b33a2a8c860fa52da68e066ffa47b4
      - adf09d49670670ad72c0ebd6bcda4b2ba41715c69e35c1e06f2e21c9837b75c0
      - afc4d4b04e9590d3d0fa82a44854680489338587c581657ca895182f49c77d9d
      - b01a542aeb58c1d31e5a2ba39df27476f2b74af22a409d2fb4096f52e24a162b
      - b1e75495ffcdf577153407c0ac7165d98f9af77360372e441b2abaa14bf5d76d
      - b2946d3f150288d72723a064844efcca5511a93bd5199709af47329c6e7b8330
      - b3b194a81e54519d7db9c6604b16b00c855cbda0722a32286ba3f028ca25e869
      - b3f846b293cec081f0740bdaaecbea387754943b9e2ff6d83b8b459d1bbb43ac
      - b40e9bc7a74d50ab4f006ab0d3e85a8b96a5092989d5934623555f94ae48c836
      - b4dc8c937b13f2e9ea689a237d930fbdd5779c85c2386cf3a48c8214e0378bd5
      - b5f0856bd625aa220447db43e7099ab7f9b205ae4917fe196c5f6bb2e1800d97
      - b647994f8bbc5b4c03979735863db48404c75dd3b6c6c50cd4450f053a4cc895
      - bc530b539e00f859bc535acb0be09df96ace5ece96e683df3d115cee891fb36e
      - bca18da2eb0ae55fc141fa73d4f7379d49ecea6504b767220df8dcec41e8a898
      - be6a3050f2611250d0b50c1fa6aff7d23925922a35520c2d0a51a262ba894f8e
      - c029e0176d0c2addb11504694e6c371e00c08bbb4e5b3ca882be6464cf6445a5
      - c12bde57c054bd46b2aa5889ac889abce295414028140dc3c6f3b32e73bee833
      - c2f69d64df762eac5a4e22814afbe9ff64c80b0aa56534a6423363238cbe8aff
      - c32066eec7feb6582d3c0390eb4d23b4830297ec75df82d6a7ef28251e99f077
      - c412600b49f95eab83bb6d7f6a8a38046556d6c467f1d04a1869fbb5df2022a7
      - c55a653f9fe7993a29f2161c6f7ab5b749a8724c58d0ea9824201011691284f0
      - c5a9bff2bba174c426a7d5e18884dbde08efc85ac6a05d0ee9cd01fcb61c0f9b
      - c6e901ffa49fa904f9952dd5524d701d5e208b7247efff6235df169301908662
      - c9a70a8acdefc8d27e025acf2d9209ce61649f01d150840cde6cc6f0d30e3e1d
      - cb406a63c05eb0c4305f1a95f92f8925e2d2503825c255d8336f6c13b4916ee0
      - d1e1044c2b5fe1b1a054ba6917be1aa88dd9defbb4ee39b6ec128840826b8a06
      - d34bf9affc3470473399eb5df29cd6cf9d55502b2e5a5199ee3166a6b95ba95e
      - d6c4f751b106086a7b4347c84c6d9bcb856871e1a06a0511b1752de7a74a0760
      - d79449f462cec9af0d857c3e1af888d4fa8bbdaa511b9eaaafcd2805c4ea6471
      - d79d395f5adde664ad2d857e64290e340d222b068dd6163137295ced4b576d35
      - d8086d483c15c711ebba19f966b97d3c2adcba74025ff8d7e07c3698c9531deb
      - d91fd5b90e61d4249b37dae8417129d8bdfcf9e44970a7ec4734403305aaacc1
      - db3912d77ffa433c9629aea6151a98b30130f30c438d8da32bd704f27e6bee19
      - dd13cdf9af9dd3baf46ce96aecd7163cabf381ccb21e63f15f0fa10b1c663fa9
      - dd1ed74bd626c6fa86bdffd25029a46c9d585e0429cc9f00a8c94e90f837d993
      - dd34ed4550cb927d83f22b44a13895c2e5df85c3803ca16388456d679b77d75a
      - de81c6f8994294fea9106c2269dbb0f2a0f6491d66d5af1037e10f5024c74c44
      - df843ee50e05e19a87c71f6563ab8883f9b5493aa57026684935a328cbc11d84
      - e2f7080519d2578aa87b661e4aad2dde14f4e2d9ef1794e748926a25ca923165
      - e3294d7ab45a41b571afe82b95423385ff62afd0cee212a5c9a3d193e637b001
      - e523a5e893d92b674413849374a7da002d6f714cc1bdaecc1bb44c0e4f8b607e
      - e5936cc230b699361bac70a77f692fc53140ab23b8eee44fd0e89bdac334d215
      - e5cf14795f4fb1a1a40720fa86c2a39f38f3356a141df4eeb57520248b561380
      - e763cf5fbffa6069c797ad1cd5a5bbb6f2b8f08f66a9c2ad862492f8b4a9ad59
      - ec06453e33695cabc4ca04c7e4e9d9b12086454ad89f4a19b9c83eda02cffbad
      - edf485abce2f08afc24dda6fdc10728b2e7df6f407fcef6dd1bfded1f5944785
      - efddc4df18380ff18e5901d448cbca9618c32934875806a5e5bd338f341b5f10
      - f41e7ca4a3d71c4f047581f2ae2d6a8dbb8c58e51a020fa227edc724474aab6e
      - f561bab6514c4256b0846e34ca2d09b164358e46e396de10c696dc75a609eed5
      - f707fea770bb1731977e91e735fe36a77724e5d6136af11ceb8e3e5e913aa525
      - f7093ea66be8ed35024c8858a29a6597fe10e007a4f1edf1685ac4788764fcef
      - f8422072c855dd8defff0084725a4cfcca83035055cef6dc7948fcf0d82a6118
      - f886e9834c1ed0c83fdfe2bfe3ff78284bdc91e85d48e36169cd2c1f869eb2e2
      - facf3c5b5bccf9576890506f97a356fd25be569c6409e0278e3dfbcb59f6ecf8
      - fc93e0dbb3e04490d04d619d5f215227f0779779ba75eb08248112cae668b65c
      - fef0dbc50636fb97b80320021ad394f54580be6d961259b5f91d9edef1e8650f
    examples:
      match:
        - ['card_num', 'ber = "4539412248244757"']
        - ['"cardNum', 'ber": "5342 2668 5878 4005"']
        - ['pa', 'n: 374239825979190']
      no-match:
        - ['card_num', 'ber = "4539412248244758"']
        - ['card_num', 'ber = "4242424242424242"']
        - ['card_num', 'ber = "4111 1111 1111 1111"']
        - ['span: ', '4539412248244757']

"""###,
    "Policies/secrets/paypal.yaml": ###"""
provider: PayPal
rules:
  - id: braintree-access-token
    title: Braintree production access token
    pattern: 'access_token\$production\$[0-9a-z]{16}\$[0-9a-f]{32}(?![0-9A-Za-z])'
    keywords: ['access_token$production$']
    severity: critical
    minimum-entropy: 3
    token-length: 73
    allows: Charging and refunding
    revoke: https://developer.paypal.com/braintree/docs/start/overview
    examples:
      match:
        - ['access_token$', 'production$pl7eu0x5ihg7pijh$e20d5020256c39c24189e31b8c70511f']
      no-match:
        - ['access_token$', 'sandbox$mp8b4u24vfdn5wwn$c7274509d194ee4829e147e8129cafa2']

"""###,
    "Policies/secrets/paystack.yaml": ###"""
provider: Paystack
rules:
  - id: paystack-secret-key
    title: Paystack secret key
    pattern: 'sk_(?:live|test)_[0-9a-f]{40}'
    assigned-to: [paystack]
    severity: critical
    minimum-entropy: 3.5
    preferred: true
    allows: Moving money of the account
    revoke: https://paystack.com/docs/api/authentication/
    examples:
      match:
        - ['PA', 'YSTACK_SECRET_KEY="sk', '_live_c332e60bdb6438ee6c68396e7c94b2058ad1a070"']
        - ['pa', 'ystack_secret_key: sk', '_live_eceb365249e118c76a41e4d96bd9a3d7b9a74b1c']
      no-match:
        - ['PA', 'YSTACK_SECRET_KEY="sk', '_test_c20661eeb07dc6"']
        - ['other_secret_key = "sk', '_test_c20661eeb07dc6b2177fd0d612abdac964cf894b"']
        - ['PA', 'YSTACK_SECRET_KEY="xx', '_xxxx_x00000xxx00xx0x0000xx0x000xxxxx000xx000x"']

"""###,
    "Policies/secrets/perplexity.yaml": ###"""
provider: Perplexity
rules:
  - id: perplexity-api-key
    title: Perplexity API key
    pattern: '(?<![0-9A-Za-z])pplx-[0-9A-Za-z]{48}(?![0-9A-Za-z])'
    keywords: ['pplx-']
    severity: high
    minimum-entropy: 3.5
    token-length: 53
    allows: 'Calling models at the account''s cost'
    revoke: https://docs.perplexity.ai
    examples:
      match:
        - ['pp', 'lx-xgJimIYgetJyQM0NQqNJUDrlfDG5AnZzzHnpbeOqcHqqdlVX']
      no-match:
        - ['pp', 'lx-lhdfUo9PWB7UuZcQJkjY4bmfFzaXXt']

"""###,
    "Policies/secrets/persona.yaml": ###"""
provider: Persona
rules:
  - id: persona-api-key
    title: Persona production API key
    pattern: '(?<![0-9A-Za-z])persona_production_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])'
    keywords: ['persona_production_']
    severity: critical
    minimum-entropy: 3.5
    token-length: 55
    validate: uuid
    allows: 'Reading people''s identity documents'
    revoke: https://docs.withpersona.com/api-keys
    examples:
      match:
        - ['pers', 'ona_production_d776938d-d3a6-4c03-bfc0-be70fb96cdd0']
        - ['token: "pers', 'ona_production_8059dbe5-e872-4ddf-ad96-ac3f97d48671"']
      no-match:
        - ['pers', 'ona_production_8059dbe5-e872-7ddf']
        - ['pers', 'ona_production_xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx']

"""###,
    "Policies/secrets/pinecone.yaml": ###"""
provider: Pinecone
rules:
  - id: pinecone-api-key
    title: Pinecone API key
    pattern: '(?<![0-9A-Za-z])pcsk_[0-9A-Za-z]{5,6}_[0-9A-Za-z]{63}(?![0-9A-Za-z])'
    keywords: ['pcsk_']
    severity: high
    minimum-entropy: 4
    token-length: 74
    allows: Reading and changing indexes
    revoke: https://docs.pinecone.io/guides/projects/manage-api-keys
    examples:
      match:
        - ['pc', 'sk_Eg1g6_NbYJ3GsRK2acPo8O5t8iw6ZhdhqnADNTjcT8FWOAYiqZrU28FdMRUlSrfhRin79']
        - ['token: "pc', 'sk_z6FRj_nYRrgl2GgLrefSEd3OSctRBo5LsSeMRObUlqKgMrLEgIbqH5zfzfz87a7BAXYLz"']
      no-match:
        - ['pc', 'sk_z6FRj_nYRrgl2GgLrefSEd3OSctRBo5LsS']
        - ['pc', 'sk_xxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/pinterest.yaml": ###"""
provider: Pinterest
rules:
  - id: pinterest-token
    title: Pinterest access token
    pattern: '(?<![0-9A-Za-z_-])pina_[0-9A-Za-z_-]{80,200}(?![0-9A-Za-z_-])'
    keywords: ['pina_']
    severity: high
    minimum-entropy: 4
    token-length: 85
    allows: Acting for the account
    revoke: https://developers.pinterest.com/docs/getting-started/set-up-authentication-and-authorization/
    examples:
      match:
        - ['pi', 'na_2vtf0TS0f7ymviC384nuzhW6SkIRByyZJxjEelTylgW-mdAQcSUBwP054_7Q5oYfv0BDjFeO2EpL_wlpz45xtFsixZPknbns']
        - ['token: "pi', 'na_-u1r-1KAKKKyu6bQ1sMhWBNoy3Izdd1v9lmLEAy8AbTInj_RmIs5w45xbpMDKCOfWqqW-ZFRScIVg2ZriJ92nGIG"']
      no-match:
        - ['pi', 'na_-u1r-1KAKKKyu6bQ1sMhWBNoy3Izdd1v9lmLEAy8']
        - ['pi', 'na_xxxxxxxxxxxx_xxxxx_-xxxxxx_xxxxxxxxxx-xxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/pipedrive.yaml": ###"""
provider: Pipedrive
rules:
  - id: pipedrive-token
    title: Pipedrive API token
    pattern: '[0-9a-f]{40}'
    assigned-to: [pipedrive]
    severity: high
    minimum-entropy: 3
    form: mixed
    allows: Reading and changing deals
    revoke: https://pipedrive.readme.io/docs/how-to-find-the-api-token
    examples:
      match:
        - ['PI', 'PEDRIVE_API_TOKEN="0a', '718cf7d85a683b3f3f3bb68ee33fffd105051d"']
        - ['pi', 'pedrive_api_token: 06', '3f92a29594749ef31180f33f0bb9b3e569b072']
      no-match:
        - ['PI', 'PEDRIVE_API_TOKEN="16', '9496fdf2fd29aebc"']
        - ['other_api_token = "16', '9496fdf2fd29aebcfaab2e768b16f23b654176"']
        - ['PI', 'PEDRIVE_API_TOKEN="xx', '0000xxx0xx00xxxxxxxx0x000x00x00x000000"']

"""###,
    "Policies/secrets/plaid.yaml": ###"""
provider: Plaid
rules:
  - id: plaid-access-token
    title: Plaid production access token
    pattern: 'access-production-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])'
    keywords: ['access-production-']
    severity: critical
    minimum-entropy: 3
    token-length: 54
    validate: uuid
    allows: 'Reading a person''s bank data'
    revoke: https://plaid.com/docs/api/items/
    examples:
      match:
        - ['access-', 'production-de191af8-2ddf-4108-b0f4-dadf2f755c8e']
      no-match:
        - ['access-', 'sandbox-c097841f-da13-c976-003a-3476bae22cbd']

"""###,
    "Policies/secrets/planetscale.yaml": ###"""
provider: PlanetScale
rules:
  - id: planetscale-credential
    title: PlanetScale token or password
    pattern: '(?<![0-9A-Za-z])pscale_(?:tkn|oauth|pw)_[0-9A-Za-z_.=-]{32,64}(?![0-9A-Za-z_-])'
    keywords: ['pscale_tkn_', 'pscale_oauth_', 'pscale_pw_']
    severity: critical
    minimum-entropy: 3.5
    token-length: 42
    allows: Reading and changing databases
    revoke: https://planetscale.com/docs
    examples:
      match:
        - ['ps', 'cale_pw_QoJwgwSb2vxKDsfnl69O6wXuvuuGuT6CpHpSIzvzukA']
      no-match:
        - ['ps', 'cale_pw_Dva589RkBC']

"""###,
    "Policies/secrets/plivo.yaml": ###"""
provider: Plivo
rules:
  - id: plivo-auth-token
    title: Plivo authentication token
    pattern: '[0-9A-Za-z]{40}'
    assigned-to: [plivo]
    severity: high
    minimum-entropy: 4
    form: mixed
    allows: 'Calling and sending at the account''s cost'
    revoke: https://www.plivo.com/docs/voice/api/overview/
    examples:
      match:
        - ['PL', 'IVO_AUTH_TOKEN="6C', 'eROICXp0dmuWVDIQoTjR7ybrTRP73HIV5Ak241"']
        - ['pl', 'ivo_auth_token: 8h', 'U0IYUwQYBaxNKHrTdPsFwRYkVnntuQxiGJTu3w']
      no-match:
        - ['PL', 'IVO_AUTH_TOKEN="ea', 'splMlHOtvJiCkEQg"']
        - ['other_auth_token = "ea', 'splMlHOtvJiCkEQgIEYarLfsdnYNucQUVD2O0o"']
        - ['PL', 'IVO_AUTH_TOKEN="xx', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx0x0x"']

"""###,
    "Policies/secrets/polar.yaml": ###"""
provider: Polar
rules:
  - id: polar-token
    title: Polar access token
    pattern: '(?<![0-9A-Za-z])(?:polar_pat_|polar_oat_|polar_at_u_|polar_at_o_|polar_rt_u_|polar_rt_o_|polar_cs_|polar_whs_)[0-9A-Za-z]{43}(?![0-9A-Za-z])'
    keywords:
      - 'polar_pat_'
      - 'polar_oat_'
      - 'polar_at_u_'
      - 'polar_at_o_'
      - 'polar_rt_u_'
      - 'polar_rt_o_'
      - 'polar_cs_'
      - 'polar_whs_'
    severity: critical
    validate: crc32-base62
    token-length: 52
    allows: Reading and changing orders of the organisation
    revoke: https://polar.sh/docs/integrate/oat
    examples:
      match:
        - ['pola', 'r_pat_Wu3rWvJkuSZHKeS8Qe8BTBG3uO0c1MESCvYup3rs7Kt']
        - ['token: "pola', 'r_oat_VuWvMf52cMGbs1NnlPeTT2E6wNvvcRcWznGOa3DtRFD"']
      no-match:
        - ['pola', 'r_pat_U1sXCJJkpRQB6qkj7InxAdgJG8J8YpAtkdgozqV4vzm']
        - ['pola', 'r_oat_VuWvMf52cMGbs1NnlPeT']

"""###,
    "Policies/secrets/posthog.yaml": ###"""
provider: PostHog
rules:
  - id: posthog-personal-key
    title: PostHog personal API key
    pattern: '(?<![0-9A-Za-z_-])phx_[0-9A-Za-z_-]{43,47}(?![0-9A-Za-z_-])'
    keywords: ['phx_']
    severity: high
    minimum-entropy: 4
    token-length: 47
    allows: Reading and changing the project
    revoke: https://posthog.com/docs/api
    examples:
      match:
        - ['ph', 'x_3Uwgxknt1vxb33wbw7nBHrKUL5_qr5QU3EwsoXPAE_EnR_B']
        - ['token: "ph', 'x_iSq714vRcADZsMvKH6VRqa0ziNrB48yOixJ7hc_PudY7PY"']
      no-match:
        - ['ph', 'x_iSq714vRcADZsMvKH6VRq']
        - ['ph', 'x__xxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/postman.yaml": ###"""
provider: Postman
rules:
  - id: postman-api-key
    title: Postman API key
    pattern: '(?<![0-9A-Za-z_-])PMAK-[0-9a-f]{24}-[0-9a-f]{34}(?![0-9A-Za-z])'
    keywords: ['PMAK-']
    severity: high
    minimum-entropy: 3
    token-length: 64
    allows: Reading and changing collections and environments
    revoke: https://learning.postman.com/docs/developer/postman-api/authentication/
    examples:
      match:
        - ['PM', 'AK-699454b5e5fbd278a932ba79-763f77f1455b80336ff4a72c14b4597512']
      no-match:
        - ['PM', 'AK-39f1d0cf854e43d894222dd7']

"""###,
    "Policies/secrets/postmark.yaml": ###"""
provider: Postmark
rules:
  - id: postmark-server-token
    title: Postmark server token
    pattern: '(?i)postmark[\w.-]{0,30}["''`]?\s{0,3}(?:=|:|=>|,)\s{0,3}\\?["''`]?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![0-9a-z])'
    keywords: ['postmark']
    capture: 1
    severity: high
    minimum-entropy: 3
    followed-by: assignment
    validate: uuid
    allows: Sending mail as the domain
    revoke: https://postmarkapp.com/developer/api/overview
    examples:
      match:
        - ['POSTMARK_SERVER', '_TOKEN=', 'c7eaf022-aa1d-4172-ac2e-7d65e0714780']
      no-match:
        - ['POSTMARK_SERVER', '_TOKEN=', '00000000-0000-0000-0000-000000000000']

"""###,
    "Policies/secrets/prefect.yaml": ###"""
provider: Prefect
rules:
  - id: prefect-key
    title: Prefect API key
    pattern: '(?<![0-9A-Za-z])pn[ub]_[0-9A-Za-z]{36}(?![0-9A-Za-z])'
    keywords: ['pnu_', 'pnb_']
    severity: high
    minimum-entropy: 3.5
    token-length: 40
    allows: Starting flows and reading their settings
    revoke: https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys
    examples:
      match:
        - ['pn', 'u_KnwS9vCDz2tKPMEQ8Xzf91xj4cpO14CAyU6G']
      no-match:
        - ['pn', 'u_a2VPDEOhjC']

"""###,
    "Policies/secrets/private-keys.yaml": ###"""
provider: Private key
rules:
  - id: pem-private-key
    title: Private key (PEM)
    pattern: '-----BEGIN ((?:RSA |DSA |EC |OPENSSH |PGP )?PRIVATE KEY(?: BLOCK)?)-----[\s\S]{40,12000}?-----END \1-----'
    keywords: ['PRIVATE KEY-----', 'PRIVATE KEY BLOCK-----']
    severity: critical
    validate: pem
    window: 12288
    allows: 'Signing in, signing or decrypting as the key''s owner'
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Key_Management_Cheat_Sheet.html
    examples:
      match:
        - ['-----BEGIN RSA ', "PRIVATE KEY-----\nMIIBKAIBAMjd5LP0os9UpAYuHlYNHvLvA6Qb/6fj+WAPIaTjQSws/y2TEZ7BE2Zb\nhbuJA9zVvN67xnpOa1k17fS/0MvZfa5kJKu3O8Y9di2l3f5jGS/7k2nfI0mw6EZO\nmb9z1FTiFjux/p4pgb53DuZZgTu0RXKpdjYUS4rW3dD1iGI2K+wQVOv0jlp/FqlN\nOPWoOf7Kk5M2ra9cqB99aycYkBzYnGUpqkkMCHe611yrUE6IrZISj1aobl6s6VGU\nwLnQzxUi8NFs/Jk3s1fguwm2P88ZO2bnZkHYBLzAUN0CwFefqUxcQEn+pgnRei7C\nRILdPRhB26yE504b5rtEv+BFzcX5YcqJgh/KhLda2P+xtoAF+lrRrZciO/CNH6DI\nFCjzj7fjIocd/752\n-----END RSA PRIVATE KEY-----\n"]
        - ['-----BEGIN PRIV', "ATE KEY-----\nMIIBKAIBAMjd5LP0os9UpAYuHlYNHvLvA6Qb/6fj+WAPIaTjQSws/y2TEZ7BE2Zb\nhbuJA9zVvN67xnpOa1k17fS/0MvZfa5kJKu3O8Y9di2l3f5jGS/7k2nfI0mw6EZO\nmb9z1FTiFjux/p4pgb53DuZZgTu0RXKpdjYUS4rW3dD1iGI2K+wQVOv0jlp/FqlN\nOPWoOf7Kk5M2ra9cqB99aycYkBzYnGUpqkkMCHe611yrUE6IrZISj1aobl6s6VGU\nwLnQzxUi8NFs/Jk3s1fguwm2P88ZO2bnZkHYBLzAUN0CwFefqUxcQEn+pgnRei7C\nRILdPRhB26yE504b5rtEv+BFzcX5YcqJgh/KhLda2P+xtoAF+lrRrZciO/CNH6DI\nFCjzj7fjIocd/752\n-----END PRIVATE KEY-----\n"]
        - ['key = "-----BEGIN EC PRI', 'VATE KEY-----\nMIIBKAIBAMjd5LP0os9UpAYuHlYNHvLvA6Qb/6fj+WAPIaTjQSws/y2TEZ7BE2Zb\nhbuJA9zVvN67xnpOa1k17fS/0MvZfa5kJKu3O8Y9di2l3f5jGS/7k2nfI0mw6EZO\nmb9z1FTiFjux/p4pgb53DuZZgTu0RXKpdjYUS4rW3dD1iGI2K+wQVOv0jlp/FqlN\nOPWoOf7Kk5M2ra9cqB99aycYkBzYnGUpqkkMCHe611yrUE6IrZISj1aobl6s6VGU\nwLnQzxUi8NFs/Jk3s1fguwm2P88ZO2bnZkHYBLzAUN0CwFefqUxcQEn+pgnRei7C\nRILdPRhB26yE504b5rtEv+BFzcX5YcqJgh/KhLda2P+xtoAF+lrRrZciO/CNH6DI\nFCjzj7fjIocd/752\n-----END EC PRIVATE KEY-----\n"']
        - ['-----BEGIN OPEN', "SSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAM/pK43K17P+we7\noKf8B1C5H6Mitn8ZfcCTovxlXLuW3Ekf3yX6qaOU12ONr36ZorzYAQqwAAAIgXVRFSb0zr\nnHRXKen2ftYvAF+jnfoIQOL+MhD2IQDfUU67EpLdxc+hyCjbq4cZ/r3nDiY4RYMV/8zlCd\n25OF3t0Oe/kn+QsXYRqJ1MXZ95IuXm1cssO/SYLEGi3UB3qEP7Nkpup0TzSMdl+wgp0HvQ\nULsECMCXwTIiG3t4/WAEVumjVMC8eVZK\n-----END OPENSSH PRIVATE KEY-----\n"]
      no-match:
        - ['-----BEGIN RSA ', "PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----\n"]
        - ['-----BEGIN RSA ', "PRIVATE KEY-----\nMIIBKAIBAMjd5LP0os9UpAYuHlYNHvLvA6Qb/6fj+WAPIaTjQSws/y2TEZ7BE2Zb\nhbuJA9zVvN67xnpOa1k17fS/0MvZfa5kJKu3O8Y9di2l3f5jGS/7k2nfI0mw6EZO\nmb9z1FTiFjux/p4pgb53DuZZgTu0RXKpdjYUS4rW3dD1iGI2K+wQVOv0jlp/FqlN\n-----END RSA PRIVATE KEY-----\n"]
        - ['-----BEGIN PUBL', "IC KEY-----\nMIIBKMqWDhHoXLX8N0+IgwHS5s8jmjjFGqGofMbNiSimlpsvnmDz7cFDoFfvUaOh\nlxFfTxA0uX/13uU7+gZBm88kc/i4ao9V1+UHNjciWb48/QwZKQyWDbwtLz/nfTxC\ncRg+VQmzC2g7jod4zR6PnCIXDg7ZjMjoqzxW/1ddxBh5C2f7tk7QjY8x2pfhm2IN\nlLRc7VhRIxi0tGX9FFl6s93VQEPiOkLWa0PLOONpOiPm5u1Wk4N8n8d67QQDEAW9\nyC0NsWEwVqzDc4PxG7TEVBoWz6J3Hp6ySHsOVVCNvedBUHxThiRwpzdHJuFSKgog\naAllR4kkm5SKwmD+K+RLtuFcaOOmOXK2sOz7PSQucOT9PtC94rwYA9RvsbFzeTV9\nZWnMU3kVV9seTy49\n-----END PUBLIC KEY-----\n"]
        - ['-----BEGIN OPEN', "SSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGOJg5qZzWSEBKy\nyk4qxSMY8PE124QLgQ2QAAAAEAAAAz4NOUgYjT2kBxPUSuzibuwSEPAApzPz4ot1NWI1tT\nDukOZBPUZP1hJLNPYy0G5YKUmMCBAAAAiJ0y+xUfCxo+NEAcWV2WMZCiZD7X5oF9qSWm2E\nG1i55HnUD3A/jOfGQgg/a9uNTnDI4a7xBcuP1Lf45bOz9aof70WDt65qwDiliiHkTyv+9R\nXp0S/5bNzhvOphvRfR3yH0qPTHnGVVs0V4Lo+5yuXyl1B5c7NNQBbNHmPDe5m6CHHC8dE7\nujn7w=\n-----END OPENSSH PRIVATE KEY-----\n"]
        - ['-----BEGIN PRIV', "ATE KEY-----\nyour private key goes here, one line for each sixty-four characters of it, please\n-----END PRIVATE KEY-----\n"]
  - id: pem-encrypted-private-key
    title: Private key under a passphrase (PEM)
    pattern: '-----BEGIN ((?:RSA |DSA |EC |ENCRYPTED |OPENSSH )?PRIVATE KEY)-----[\s\S]{40,12000}?-----END \1-----'
    keywords: ['PRIVATE KEY-----']
    severity: medium
    validate: pem-encrypted
    window: 12288
    allows: 'With its passphrase, which can be guessed offline: what the key allows'
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Key_Management_Cheat_Sheet.html
    examples:
      match:
        - ['-----BEGIN ENCR', "YPTED PRIVATE KEY-----\nMIIBKMqWDhHoXLX8N0+IgwHS5s8jmjjFGqGofMbNiSimlpsvnmDz7cFDoFfvUaOh\nlxFfTxA0uX/13uU7+gZBm88kc/i4ao9V1+UHNjciWb48/QwZKQyWDbwtLz/nfTxC\ncRg+VQmzC2g7jod4zR6PnCIXDg7ZjMjoqzxW/1ddxBh5C2f7tk7QjY8x2pfhm2IN\nlLRc7VhRIxi0tGX9FFl6s93VQEPiOkLWa0PLOONpOiPm5u1Wk4N8n8d67QQDEAW9\nyC0NsWEwVqzDc4PxG7TEVBoWz6J3Hp6ySHsOVVCNvedBUHxThiRwpzdHJuFSKgog\naAllR4kkm5SKwmD+K+RLtuFcaOOmOXK2sOz7PSQucOT9PtC94rwYA9RvsbFzeTV9\nZWnMU3kVV9seTy49\n-----END ENCRYPTED PRIVATE KEY-----\n"]
        - ['-----BEGIN RSA ', "PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0A9C473CD53FF7B14229BFE7A456693D\n\nMIIBKMqWDhHoXLX8N0+IgwHS5s8jmjjFGqGofMbNiSimlpsvnmDz7cFDoFfvUaOh\nlxFfTxA0uX/13uU7+gZBm88kc/i4ao9V1+UHNjciWb48/QwZKQyWDbwtLz/nfTxC\ncRg+VQmzC2g7jod4zR6PnCIXDg7ZjMjoqzxW/1ddxBh5C2f7tk7QjY8x2pfhm2IN\nlLRc7VhRIxi0tGX9FFl6s93VQEPiOkLWa0PLOONpOiPm5u1Wk4N8n8d67QQDEAW9\nyC0NsWEwVqzDc4PxG7TEVBoWz6J3Hp6ySHsOVVCNvedBUHxThiRwpzdHJuFSKgog\naAllR4kkm5SKwmD+K+RLtuFcaOOmOXK2sOz7PSQucOT9PtC94rwYA9RvsbFzeTV9\nZWnMU3kVV9seTy49\n-----END RSA PRIVATE KEY-----\n"]
        - ['-----BEGIN OPEN', "SSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGNNXZXQyGRX58U\ntUaBHvBd6phqjBXBzygAAAAAEAAAAz09GK7Zd4tIlx30L+UkF7Sd+1t+4kE5+E9KQVutbH\nVfvYjzWkk6XCMinV4R2zzG6jaeusAAAAiHhxx6FGke1848RfwLnV+xNkOgD4aQPrCowTtd\ndd7yZYY7qz16QpnjbUGXIvSMaPj4UOHhKTqELqxybOPtSoVDoLucoBcM0rdOq9UgQV01+S\nMBOdOMzjYtkp0mR5iKaKRtE0B73+eWSvlszbkWpUvfcjQ5XjTpBSjzYLrSfvss9038nTRQ\nOFn0M=\n-----END OPENSSH PRIVATE KEY-----\n"]
      no-match:
        - ['-----BEGIN RSA ', "PRIVATE KEY-----\nMIIBKAIBAMjd5LP0os9UpAYuHlYNHvLvA6Qb/6fj+WAPIaTjQSws/y2TEZ7BE2Zb\nhbuJA9zVvN67xnpOa1k17fS/0MvZfa5kJKu3O8Y9di2l3f5jGS/7k2nfI0mw6EZO\nmb9z1FTiFjux/p4pgb53DuZZgTu0RXKpdjYUS4rW3dD1iGI2K+wQVOv0jlp/FqlN\nOPWoOf7Kk5M2ra9cqB99aycYkBzYnGUpqkkMCHe611yrUE6IrZISj1aobl6s6VGU\nwLnQzxUi8NFs/Jk3s1fguwm2P88ZO2bnZkHYBLzAUN0CwFefqUxcQEn+pgnRei7C\nRILdPRhB26yE504b5rtEv+BFzcX5YcqJgh/KhLda2P+xtoAF+lrRrZciO/CNH6DI\nFCjzj7fjIocd/752\n-----END RSA PRIVATE KEY-----\n"]
        - ['-----BEGIN OPEN', "SSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAM2+qetQUwpeY5y\nY9XPaSsiaoEJwgg2mpqdT9Rh2eEX/WbM/rYVUGNf2SQTLDLhcxKFP32QAAAIi1KtUXSdL9\nNi81QU0kV4AZVL3OR4aIQOFVoS5qaqygvIg4OQVjfJCV+Nt6TZN1NaK3BiAxYWP30kIcon\nsneMi8GSOjYycHJ6BjszpYrHZ7uQWhgibPbR3RIoeGOzVMhfUloYlUW2jKCjCgM0JNkB8g\nSnU2Xfye2OpArfWGFKOQbNaQsTZ/KRM7\n-----END OPENSSH PRIVATE KEY-----\n"]
  - id: putty-private-key
    title: PuTTY private key
    pattern: 'PuTTY-User-Key-File-[23]: [\w@.-]{3,60}[\s\S]{10,4000}?Private-Lines: \d{1,3}\s+[0-9A-Za-z+/=]{40,}'
    keywords: ['PuTTY-User-Key-File-']
    severity: critical
    window: 8192
    allows: 'Signing in as the key''s owner'
    revoke: https://the.earth.li/~sgtatham/putty/latest/htmldoc/
    examples:
      match:
        - ['PuTTY-User', "-Key-File-3: ssh-ed25519\nEncryption: none\nComment: ci\nPublic-Lines: 1\nMIIBKP6c6INqU0d2EHhDDzjlQ0mJMr+aMEp3sqH1FG9Fx+zg2VKz37NVSxyNoxw8\nPrivate-Lines: 1\njnuLkqo3dnzQHPUev/VHt44gtx7l1RpV+nrXT/CXC+rZ9fuaRyhLZUIVQydNLrM5\n"]
      no-match:
        - ['PuTTY-User', "-Key-File-3: ssh-ed25519\nEncryption: none\n"]
  - id: ssh2-private-key
    title: Private key (SSH2)
    pattern: '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----[\s\S]{100,6000}?---- END SSH2 ENCRYPTED PRIVATE KEY ----'
    keywords: ['SSH2 ENCRYPTED PRIVATE KEY']
    severity: high
    minimum-entropy: 4
    window: 8192
    allows: 'Signing in as the key''s owner'
    revoke: https://cheatsheetseries.owasp.org/cheatsheets/Key_Management_Cheat_Sheet.html
    examples:
      match:
        - ['---- BEGIN SSH2 ENCRY', "PTED PRIVATE KEY ----\nComment: \"ci\"\nPl7rhI4TrU5Me63LD2ga9p6h7d2G0G5mFdHdGYKytyyvMR18w3SDKnjP8PCLLIfOIBo8R2\nv7agKCN8Ilt2Ox3JwWpE1jZhgcAhNZBX03vscRYWYRzN414LsYpTG40GzAW3gGM21W24Jt\nf0jwr9b65jksPe4DmCqvuTeYO00GDZhR1vxw53kX5pEDyDYmIU7ygVCnfvshWJJZKgBlk2\n2E0SQUoYJ31RN9h0NZ9OiINqiqFIRYwgW2ihQsYI6Vuktk9EtM432l1fIEe4OlNdihXdJb\n6esaUiX7LyauWb2grIInpdwYJAEFlKprkolS8MOse6WiBmAVDCADL7PUrpAqJM0nSexOKp\nJsZrUGZ6CrouDdBx2IKRVThD8ZeZM9PCeKaDAaDIe5cu9t3Z4u35KVxeQaCRBmxCfrrXXq\n---- END SSH2 ENCRYPTED PRIVATE KEY ----"]
      no-match:
        - ["---- BEGIN SSH2 PUBLIC KEY ----\nsXoXXjnJDuYyFLP0SUx2YvxT450rVtSBnWeUXdWdoFJ65mF1WdAyXKf7MERhfZTRQ5XQf4\n---- END SSH2 PUBLIC KEY ----"]

"""###,
    "Policies/secrets/proxmox.yaml": ###"""
provider: Proxmox
rules:
  - id: proxmox-token
    title: Proxmox VE API token
    pattern: '(?<![0-9A-Za-z])PVEAPIToken=[0-9A-Za-z_.-]{1,40}@[0-9A-Za-z]{2,20}![0-9A-Za-z_.-]{1,40}[=:][0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])'
    keywords: ['PVEAPIToken=']
    severity: critical
    minimum-entropy: 4
    validate: uuid
    allows: Acting on the cluster as the user
    revoke: https://pve.proxmox.com/wiki/User_Management
    examples:
      match:
        - ['PVEA', 'PIToken=Yu56-r@q0uR25Hw9!QO7dIG1T=4618723d-3787-45dc-8ba0-731b2320b2ea']
        - ['token: "PVEA', 'PIToken=3hYpQ_TcMyeLqe44XLqeYcf@7vkg0U5j0mumxKq!M8a=b5d9534d-e4a1-4c10-9aaf-ae7599f0d981"']
      no-match:
        - ['PVEA', 'PIToken=3hYpQ_TcMyeLqe44XLqeY']
        - ['PVEA', 'PIToken=xxxxxxxxxx-xxx@xxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxx=xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx']

"""###,
    "Policies/secrets/pubnub.yaml": ###"""
provider: PubNub
rules:
  - id: pubnub-secret-key
    title: PubNub secret key
    pattern: '(?<![0-9A-Za-z])sec-c-(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9A-Za-z]{48})(?![0-9A-Za-z_-])'
    keywords: ['sec-c-']
    severity: high
    minimum-entropy: 3
    token-length: 42
    allows: Granting and revoking access to every channel
    revoke: https://www.pubnub.com/docs/general/setup/account-setup
    examples:
      match:
        - ['se', 'c-c-exaXFURrY182MSqbJUWKvhaSyR0BzcgtjMMHS8R5vJIXmmyQ']
        - ['se', 'c-c-26449f7f-29ee-3291-8fc0-cbd31788da7b']
      no-match:
        - ['se', 'c-c-mGnSu0bpK4YppJb7Y781']

"""###,
    "Policies/secrets/pulumi.yaml": ###"""
provider: Pulumi
rules:
  - id: pulumi-token
    title: Pulumi access token
    pattern: '(?<![0-9A-Za-z])pul-[0-9a-f]{40}(?![0-9A-Za-z])'
    keywords: ['pul-']
    severity: critical
    minimum-entropy: 3
    token-length: 44
    allows: Applying infrastructure and reading state
    revoke: https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/
    examples:
      match:
        - ['pu', 'l-3fd7aceec2708a5d6f669f30f29e29e72ea2401e']
      no-match:
        - ['pu', 'l-b68ee08b76da70f7ded3']

"""###,
    "Policies/secrets/pusher.yaml": ###"""
provider: Pusher
rules:
  - id: pusher-secret
    title: Pusher application secret
    pattern: '[0-9a-f]{20}'
    assigned-to: [pusher]
    severity: medium
    minimum-entropy: 2.5
    form: mixed
    allows: Sending events to every client
    revoke: https://pusher.com/docs/channels/server_api/overview/
    examples:
      match:
        - ['PU', 'SHER_APP_SECRET="27', '9d7c02b4c94baf769f"']
        - ['pu', 'sher_app_secret: d6', '142c7a063e18d6b63d']
      no-match:
        - ['PU', 'SHER_APP_SECRET="df', '02c576"']
        - ['other_app_secret = "df', '02c57647866d358276"']
        - ['PU', 'SHER_APP_SECRET="xx', '00x00000000x000000"']

"""###,
    "Policies/secrets/pushover.yaml": ###"""
provider: Pushover
rules:
  - id: pushover-token
    title: Pushover token
    pattern: '[au][0-9a-z]{29}'
    assigned-to: [pushover]
    severity: low
    minimum-entropy: 3.5
    form: mixed
    allows: Sending notifications
    revoke: https://pushover.net/api
    examples:
      match:
        - ['PU', 'SHOVER_TOKEN="af', 'wvc4kodg4oo2n3a371h0pap28w0m"']
        - ['pu', 'shover_token: a6', '8ml4texlssrlna3yzz3j6kp91inl']
      no-match:
        - ['PU', 'SHOVER_TOKEN="ap', '4m1y8qus4h5"']
        - ['other_token = "ap', '4m1y8qus4h5es7niwp4514f2exi6"']
        - ['PU', 'SHOVER_TOKEN="xx', '0x0x0xxx0x0xx0xxxx0000x0xxx0"']

"""###,
    "Policies/secrets/pypi.yaml": ###"""
provider: PyPI
rules:
  - id: pypi-token
    title: PyPI upload token
    pattern: '(?<![0-9A-Za-z])pypi-AgEIcHlwaS5vcmc[0-9A-Za-z_-]{50,500}'
    keywords: ['pypi-AgEIcHlwaS5vcmc']
    severity: critical
    validate: macaroon
    token-length: 70
    window: 1024
    allows: Publishing packages
    revoke: https://docs.pypi.org/api/secrets/
    examples:
      match:
        - ['py', 'pi-AgEIcHlwaS5vcmcCGDcyeGlaRklpUFlOakZBWE5LUXZjdkJrNAACDVtbMCwgWzEsIDJdXV0AAAYgdPAhlzpLCcU7-Ux99At70vz9sIe3x_YpEUalpY4DavY']
        - ['password = py', 'pi-AgEIcHlwaS5vcmcCGERaUVJjNTRreC1oeTUzQmdkX0M5QWtCSwACDVtbMCwgWzEsIDJdXV0AAAYgHTSUmFErGLTu1hSzH0Zn0W6d4a8gFjSlAG6TYtV7Ay0']
      no-match:
        - ['py', 'pi-AgEIcHlwaS5vcmcCGDcyeGlaRklpUFlOakZBWE5LUXZjdkJrNAACDVt']
        - ['py', 'pi-AgEIcHlwaS5vcmcCGDcyeGlaRklpUFlOakZBWE5LUXZjdkJrNAACDVtbMCwgWzEsIDJdXV0AAAYgdPAhlzpLCcU7-Ux99At70vz9sIe3x_Y']
  - id: test-pypi-token
    title: TestPyPI upload token
    pattern: '(?<![0-9A-Za-z])pypi-AgENdGVzdC5weXBpLm9yZ[0-9A-Za-z_-]{50,500}'
    keywords: ['pypi-AgENdGVzdC5weXBpLm9yZ']
    severity: low
    validate: macaroon
    token-length: 76
    window: 1024
    allows: Publishing to the index for tests
    revoke: https://test.pypi.org/help/#apitoken
    examples:
      match:
        - ['py', 'pi-AgENdGVzdC5weXBpLm9yZwIYdUVFN3BReVRFVWtJdGphS0ZwQnlCNmlfAAINW1swLCBbMSwgMl1dXQAABiAER4_uRqc5y2exCVKSZ49FOVVDkxXac6ohTrQ2K8NXtQ']
      no-match:
        - ['py', 'pi-AgENdGVzdC5weXBpLm9yZwIYdUVFN3BReVRFVWtJdGphS0ZwQnlCNmlfAAINW1swL']

"""###,
    "Policies/secrets/quicknode.yaml": ###"""
provider: QuickNode
rules:
  - id: quicknode-endpoint
    title: QuickNode endpoint with its token
    pattern: '[0-9a-z-]{3,60}\.quiknode\.pro/([0-9a-f]{40})(?![0-9a-f])'
    keywords: ['.quiknode.pro/']
    capture: 1
    severity: medium
    minimum-entropy: 3
    allows: 'Calling nodes at the account''s cost'
    revoke: https://www.quicknode.com/docs/quicknode-security
    examples:
      match:
        - ['https://icy-frost.quik', 'node.pro/984d9f7507a659796ec71ed5c97ff8e86856c396/']
      no-match:
        - ['https://icy-frost.quik', 'node.pro/TOKEN']

"""###,
    "Policies/secrets/rails.yaml": ###"""
provider: Ruby on Rails
rules:
  - id: rails-secret-key-base
    title: Rails secret key base
    pattern: '(?i)secret_key_base["\'']?\]?\s{0,3}(?:=>|[=:])\s{0,3}["\'']?([0-9a-f]{128})(?![0-9a-f])'
    keywords: ['secret_key_base']
    capture: 1
    severity: critical
    minimum-entropy: 3
    followed-by: assignment
    allows: Forging sessions, in old versions running code
    revoke: https://guides.rubyonrails.org/security.html
    examples:
      match:
        - ['secret_key_b', 'ase: 6caefe55d13767f303394f4fb283ec5c4938ff52c4fb9b02597b237a15b5dd5759d8eadc5b8ca4ff2e947bbb293ef479a79521705e5b4074e349e6da0e385745']
        - ['SECRET_KEY_B', 'ASE=54c5af70ac611caf45d0bb5e45e693776dd5d088dd329121b05c2b1b1b10b849a2d6264e0a0ab0d421fe322c8795a77e08c756a7e2bdbd4d95f62b0f3b79924b']
      no-match:
        - ['secret_key_b', 'ase: <%= ENV["SECRET_KEY_BASE"] %>']
        - ['secret_key_b', 'ase: 00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000']
  - id: rails-master-key
    title: Rails master key
    pattern: '(?i)rails_master_key["\'']?\s{0,3}[=:]\s{0,3}["\'']?([0-9a-f]{32})(?![0-9a-f])'
    keywords: ['rails_master_key']
    capture: 1
    severity: critical
    minimum-entropy: 3
    followed-by: assignment
    allows: Decrypting the credentials of the application
    revoke: https://guides.rubyonrails.org/security.html
    examples:
      match:
        - ['RAILS_MASTER', '_KEY=43f543963f6c9017ab45951d37486aa4']
        - ['rails_master', '_key: "d802ef51be93c54ca2c167a2c2556686"']
      no-match:
        - ['RAILS_MASTER', '_KEY=${{ secrets.RAILS_MASTER_KEY }}']
        - ['RAILS_MASTER', '_KEY=00000000000000000000000000000000']

"""###,
    "Policies/secrets/ramp.yaml": ###"""
provider: Ramp
rules:
  - id: ramp-client-secret
    title: Ramp client secret
    pattern: '(?<![0-9A-Za-z])ramp_sec_[0-9A-Za-z]{48}(?![0-9A-Za-z])'
    keywords: ['ramp_sec_']
    severity: critical
    minimum-entropy: 4
    token-length: 57
    allows: Reading spending, issuing cards
    revoke: https://docs.ramp.com/developer-api/v1/authorization
    examples:
      match:
        - ['ramp', '_sec_2zaWWZ9wAetRgayoceA32tyl2eqE59pUR5mAWOcgjc7S5HrT']
        - ['token: "ramp', '_sec_5Dhp5B1i0WDizpQo6VfPCbo4q8i5kZRF0LcDQxFQxsW4l4tc"']
      no-match:
        - ['ramp', '_sec_5Dhp5B1i0WDizpQo6VfPCbo4']
        - ['ramp', '_sec_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/rancher.yaml": ###"""
provider: Rancher
rules:
  - id: rancher-token
    title: Rancher API token
    pattern: '(?<![0-9A-Za-z])token-[0-9a-z]{5}:[bcdfghjklmnpqrstvwxz2456789]{54}(?![0-9A-Za-z])'
    keywords: ['token-']
    severity: critical
    minimum-entropy: 4
    token-length: 66
    allows: Acting on the clusters as the person
    revoke: https://ranchermanager.docs.rancher.com/reference-guides/user-settings/api-keys
    examples:
      match:
        - ['tok', 'en-d2erm:frg2d2nqmhc22msfzjfm54xwdbdb4wtbnxww5zc5fsh655mplcq8rl']
        - ['token: "tok', 'en-9o16z:7h5f2hpkf8cvl9vq5gzz2ht9x7rkpbrvn5qlbb69w26vmcs9kjzvcn"']
      no-match:
        - ['tok', 'en-9o16z:7h5f2hpkf8cvl9vq5gzz2ht9']
        - ['tok', 'en-xxxxx:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/rapidapi.yaml": ###"""
provider: RapidAPI
rules:
  - id: rapidapi-key
    title: RapidAPI key
    pattern: '(?<![0-9A-Za-z])[0-9a-f]{10}msh[0-9a-f]{15}p1[0-9a-f]{5}jsn[0-9a-f]{12}(?![0-9A-Za-z])'
    keywords: ['msh']
    severity: medium
    minimum-entropy: 3
    window: 64
    allows: 'Calling APIs at the account''s cost'
    revoke: https://docs.rapidapi.com/docs/keys-and-key-rotation
    examples:
      match:
        - ['1c605f65c7m', 'shedab9d04b2bc194p197d28jsn5798439c7fd1']
        - ['X-RapidAPI-Key: 41259b278cm', 'sh4b5118c2a96abe2p1a7529jsnea529c766da9']
      no-match:
        - ['ef1b6badf3m', 'sh4d052718eab8c3bp2015a9jsn8354e797df9a']

"""###,
    "Policies/secrets/razorpay.yaml": ###"""
provider: Razorpay
rules:
  - id: razorpay-live-key
    title: Razorpay live key identifier
    pattern: '(?<![0-9A-Za-z])rzp_live_[0-9A-Za-z]{14}(?![0-9A-Za-z])'
    keywords: ['rzp_live_']
    severity: medium
    minimum-entropy: 3.5
    token-length: 23
    allows: 'With its secret: moving payments'
    revoke: https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/
    examples:
      match:
        - ['rzp', '_live_MbaSFNg0yiP7PB']
        - ['token: "rzp', '_live_RSd4ugGs05bI6p"']
      no-match:
        - ['rzp', '_live_RSd4ugG']
        - ['rzp', '_live_xxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/readme.yaml": ###"""
provider: ReadMe
rules:
  - id: readme-api-key
    title: ReadMe API key
    pattern: '(?<![0-9A-Za-z])rdme_[0-9a-z]{70}(?![0-9A-Za-z])'
    keywords: ['rdme_']
    severity: high
    minimum-entropy: 4
    token-length: 75
    allows: Changing the documentation
    revoke: https://docs.readme.com/main/docs/
    examples:
      match:
        - ['rd', 'me_gvspqabs8hfbbb3lbkqivausevjefzi3k4qkx0zvmwrxlxuimn4hahq29pumxu1x5x7bi0']
        - ['token: "rd', 'me_q1jayoijpmedlvzz5hahvninbis6e1746qka5t99b3nx7du9sdk4f41bgiwhvh6knxq19a"']
      no-match:
        - ['rd', 'me_q1jayoijpmedlvzz5hahvninbis6e1746qk']
        - ['rd', 'me_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/render.yaml": ###"""
provider: Render
rules:
  - id: render-api-key
    title: Render API key
    pattern: '(?<![0-9A-Za-z])rnd_[0-9A-Za-z]{28}(?![0-9A-Za-z])'
    keywords: ['rnd_']
    severity: high
    minimum-entropy: 3.5
    token-length: 32
    allows: Deploying and reading configuration of every service
    revoke: https://render.com/docs/api
    examples:
      match:
        - ['rn', 'd_KO8SkPFY4uK631UsHzNjr2DQwA5C']
      no-match:
        - ['rn', 'd_MRfiS6FA9zpZIi']

"""###,
    "Policies/secrets/replicate.yaml": ###"""
provider: Replicate
rules:
  - id: replicate-api-token
    title: Replicate API token
    pattern: '(?<![0-9A-Za-z])r8_[0-9A-Za-z]{37}(?![0-9A-Za-z])'
    keywords: ['r8_']
    severity: high
    minimum-entropy: 3.5
    token-length: 40
    allows: 'Running models at the account''s cost'
    revoke: https://replicate.com/docs/topics/security/api-tokens
    examples:
      match:
        - ['r', '8_JCQucQdtA0jY2XE6ABApOQXSpvYWMHZOEz3Oz']
      no-match:
        - ['r', '8_HyPmDYKNSQxcYTdLLICn']

"""###,
    "Policies/secrets/resend.yaml": ###"""
provider: Resend
rules:
  - id: resend-api-key
    title: Resend API key
    pattern: '(?<![0-9A-Za-z])re_[0-9A-Za-z]{8}_[0-9A-Za-z]{24}(?![0-9A-Za-z])'
    keywords: ['re_']
    severity: high
    minimum-entropy: 4
    token-length: 36
    allows: Sending mail
    revoke: https://resend.com/docs/dashboard/api-keys/introduction
    examples:
      match:
        - ['re', '_iV0uYGMU_gKXukXsbrdyiBUJPGr28x0Fn']
        - ['token: "re', '_YIX2QBDY_vXwptAfRdiKJmlbEHsNL7X3W"']
      no-match:
        - ['re', '_YIX2QBDY_vXwptAf']
        - ['re', '_xxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/riot.yaml": ###"""
provider: Riot Games
rules:
  - id: riot-api-key
    title: Riot Games API key
    pattern: '(?<![0-9A-Za-z])RGAPI-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])'
    keywords: ['RGAPI-']
    severity: low
    minimum-entropy: 3.5
    token-length: 42
    validate: uuid
    allows: 'Reading game data at the account''s limits'
    revoke: https://developer.riotgames.com/docs/portal
    examples:
      match:
        - ['RGA', 'PI-92429704-714e-4568-8323-750b0b73c5c8']
        - ['token: "RGA', 'PI-f9e6507d-d82d-4347-ad21-b8f0c67855f8"']
      no-match:
        - ['RGA', 'PI-f9e6507d-d82d-9347']
        - ['RGA', 'PI-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx']

"""###,
    "Policies/secrets/rollbar.yaml": ###"""
provider: Rollbar
rules:
  - id: rollbar-token
    title: Rollbar access token
    pattern: '[0-9a-f]{32}'
    assigned-to: [rollbar]
    severity: medium
    minimum-entropy: 3
    form: mixed
    allows: Reporting, or reading, errors
    revoke: https://docs.rollbar.com/docs/access-tokens
    examples:
      match:
        - ['RO', 'LLBAR_ACCESS_TOKEN="32', '8a43e9fd971c89271ec6acebbafd54"']
        - ['ro', 'llbar_access_token: c1', 'c4efe78a40c838136db3c874227331']
      no-match:
        - ['RO', 'LLBAR_ACCESS_TOKEN="e6', 'efaaa076d88f"']
        - ['other_access_token = "e6', 'efaaa076d88fb52ee7b15f7872c1b3"']
        - ['RO', 'LLBAR_ACCESS_TOKEN="xx', 'xxxxx000x00xx00xx0x00x0000x0x0"']

"""###,
    "Policies/secrets/rootly.yaml": ###"""
provider: Rootly
rules:
  - id: rootly-api-key
    title: Rootly API key
    pattern: '(?<![0-9A-Za-z])rootly_[0-9a-f]{64}(?![0-9A-Za-z])'
    keywords: ['rootly_']
    severity: high
    minimum-entropy: 3.5
    token-length: 71
    allows: Reading and changing incidents
    revoke: https://docs.rootly.com/api-reference/overview
    examples:
      match:
        - ['roo', 'tly_c6b1bc96c055c00aa0b54a039b596a0bceeec3e5f62a20525332c08055c57d2c']
        - ['token: "roo', 'tly_ba41970661e206b98f997d8870e5dc4e30e767faf325e0a725f2266a37a34225"']
      no-match:
        - ['roo', 'tly_ba41970661e206b98f997d8870e5dc4e']
        - ['roo', 'tly_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/rubygems.yaml": ###"""
provider: RubyGems
rules:
  - id: rubygems-key
    title: RubyGems API key
    pattern: '(?<![0-9A-Za-z])rubygems_[0-9a-f]{48}(?![0-9A-Za-z])'
    keywords: ['rubygems_']
    severity: critical
    minimum-entropy: 3
    token-length: 57
    allows: Publishing gems
    revoke: https://guides.rubygems.org/api-key-scopes/
    examples:
      match:
        - ['ruby', 'gems_3d4cf2e4de4cf677a27fb4729a1cd51f98568f05f9929441']
      no-match:
        - ['ruby', 'gems_bfba2f2adcb2f5705cd85c3de6701a']

"""###,
    "Policies/secrets/runpod.yaml": ###"""
provider: RunPod
rules:
  - id: runpod-api-key
    title: RunPod API key
    pattern: '(?<![0-9A-Za-z])rpa_[0-9A-Z]{40}[0-9A-Za-z]{6}(?![0-9A-Za-z])'
    keywords: ['rpa_']
    severity: high
    minimum-entropy: 4
    token-length: 50
    allows: 'Starting machines at the account''s cost'
    revoke: https://docs.runpod.io/get-started/api-keys
    examples:
      match:
        - ['rp', 'a_72PM7EVNP8OYF2PBJU3915RXUEYYC6RU9N3C1BCGyY4skw']
        - ['token: "rp', 'a_8OHJLGNS4305MDK679FNDTE4ZZL1648D6YFJCEWQ0noNeM"']
      no-match:
        - ['rp', 'a_8OHJLGNS4305MDK679FNDTE']
        - ['rp', 'a_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/salad.yaml": ###"""
provider: Salad
rules:
  - id: salad-cloud-key
    title: SaladCloud API key
    pattern: '(?<![0-9A-Za-z])salad_cloud_(?:user|org)_[0-9A-Za-z]{26,80}(?![0-9A-Za-z])'
    keywords: ['salad_cloud_']
    severity: high
    validate: crc32-base62
    token-length: 42
    allows: Starting and stopping container groups
    revoke: https://docs.salad.com
    examples:
      match:
        - ['salad', '_cloud_user_dcMxhsilYp8vvk9R7lDX4yWuIM7dkNrjQ2pCY3cx0VZ7Zx']
      no-match:
        - ['salad', '_cloud_user_dcMxhsilYp8vvk9R7lDX4yWuIM7dkNrjQ2pCY3cx0VZ7Z0']

"""###,
    "Policies/secrets/salesforce.yaml": ###"""
provider: Salesforce
rules:
  - id: salesforce-access-token
    title: Salesforce access token
    pattern: '(?<![0-9A-Za-z])00D[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?![0-9A-Za-z._]{90,110}(?![0-9A-Za-z._])'
    keywords: ['00D']
    severity: critical
    minimum-entropy: 4
    window: 256
    allows: Acting for the person in the organisation
    revoke: https://help.salesforce.com/s/articleView?id=sf.remoteaccess_revoke_token.htm
    examples:
      match:
        - ['00', 'D36CxEPlXUHBA!AQzfArxqHjb7kkdcR0OmAuVKe7g6oTLru2VccD1Fgd21nq8nE5uYuY5TYzIE7ncUnoVn9wOLPSUCxOfhOG39ovCfx5V4EI1z']
        - ['token = "00', 'DtsnjLhhiWRXqAI1!ARUNVAsJsa66K2ofLxgjGVjlWApUKsfZvruIyFdlCExkmcrlDUe33fSQYajFN3LzXqpoHPloe6bzqqU2B8VDT9J5HnqBkCZq"']
      no-match:
        - ['00', 'DICJpvuSZZBng!CRgUgzP4uf6L63mxaXQY']
  - id: salesforce-refresh-token
    title: Salesforce refresh token
    pattern: '(?<![0-9A-Za-z])5Aep861[0-9A-Za-z._]{78,82}(?![0-9A-Za-z])'
    keywords: ['5Aep861']
    severity: critical
    minimum-entropy: 4
    token-length: 85
    allows: Getting access tokens for the person
    revoke: https://help.salesforce.com/s/articleView?id=sf.remoteaccess_revoke_token.htm
    examples:
      match:
        - ['5Ae', 'p8616xReRf4KL.gNhyWGCCAfdKnO9yx9YxvUAroP.tEyB3RgJxbOOJpdJEgD97gQ1IlUSoBBbEN0pXjd6WKP']
        - ['token: "5Ae', 'p861qLXxRaep1OTJQTVOgpwL0kG7wh3AZcPXnTd_a8YJQg5TnhwM0_iNY.IJ5NF9uWSIwvArYFmHC_Z0UI3"']
      no-match:
        - ['5Ae', 'p861qLXxRaep1OTJQTVOgpwL0kG7wh3AZcPXnTd_a8Y']
        - ['5Ae', 'p861xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/samsara.yaml": ###"""
provider: Samsara
rules:
  - id: samsara-token
    title: Samsara API token
    pattern: '(?<![0-9A-Za-z])samsara_api_[0-9A-Za-z]{30}(?![0-9A-Za-z])'
    keywords: ['samsara_api_']
    severity: high
    minimum-entropy: 4
    token-length: 42
    allows: Reading vehicles and drivers
    revoke: https://developers.samsara.com/docs/authentication
    examples:
      match:
        - ['sams', 'ara_api_6kQ5a7a4xL2hriAELRkJ6o7Qv7CUqZ']
        - ['token: "sams', 'ara_api_XHxKaGFBXDfp85tUtSlcIwr3MRV7Xr"']
      no-match:
        - ['sams', 'ara_api_XHxKaGFBXDfp85t']
        - ['sams', 'ara_api_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/sanity.yaml": ###"""
provider: Sanity
rules:
  - id: sanity-token
    title: Sanity API token
    pattern: 'sk[0-9A-Za-z]{78,178}'
    assigned-to: [sanity]
    severity: high
    minimum-entropy: 4
    form: mixed
    allows: Reading and changing content
    revoke: https://www.sanity.io/docs/content-lake/http-auth
    examples:
      match:
        - ['SA', 'NITY_API_TOKEN="sk', 'iS9W6cAcZa8BPQvWtd1S0Qq7x2sG5XYs1dnwkMbxjvoHYu30qY5l8Qgmdf5hv8ApTUseormoUnA6uAHak7wyvAw"']
        - ['sa', 'nity_api_token: sk', '8T1fBLyF9l7OkVXN9qIPxqhD6j7r2GbmglR8EYUr80ZYpMC8DLZnJSlE8xYhHSB6EnmPgaZdELKjpEdog4q9v6f9Hwx0']
      no-match:
        - ['SA', 'NITY_API_TOKEN="sk', '18kXkmX46xR5hpMPMdWw2hs54s11HAFIuskJjJ5GQuCxaaAS"']
        - ['other_api_token = "sk', '18kXkmX46xR5hpMPMdWw2hs54s11HAFIuskJjJ5GQuCxaaASd6AB67L9DHYZg5xWG0ljB62Qu7IpCGWYyP1pklXNPmc72qMiibnlD7"']
        - ['SA', 'NITY_API_TOKEN="xx', '00xxxxx00xx0xxxxxxxx0xx00x00xxxxxxxxxx0xxxxxxxxxx0xx00x0xxxxx0xxx0xxx00xx0xxxxxxxx0xxxxxxxx00xxxxxxxx0"']

"""###,
    "Policies/secrets/scaleway.yaml": ###"""
provider: Scaleway
rules:
  - id: scaleway-access-key
    title: Scaleway access key
    pattern: '(?<![0-9A-Za-z])SCW[0-9A-Z]{17}(?![0-9A-Za-z])'
    keywords: ['SCW']
    severity: medium
    minimum-entropy: 3
    token-length: 20
    allows: 'With its secret: what the identity may do'
    revoke: https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/
    examples:
      match:
        - ['SC', 'W2XRUYBPFRCQR8076Y']
        - ['token: "SC', 'WIMNVG7USSXI7UF1XJ"']
      no-match:
        - ['SC', 'WIMNVG7US']
        - ['SC', 'Wxxxxxxxxxxxxxxxxx']
  - id: scaleway-secret-key
    title: Scaleway secret key
    pattern: '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
    assigned-to: [scaleway, scw]
    severity: critical
    minimum-entropy: 3
    allows: What the identity may do
    revoke: https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/
    examples:
      match:
        - ['SC', 'ALEWAY_SECRET_KEY="ba', '15c63e-a5c9-4168-a07a-1d4871364226"']
        - ['sc', 'aleway_secret_key: 7c', 'a1f2c4-cadd-417b-971b-dd5c7ea79c71']
      no-match:
        - ['SC', 'ALEWAY_SECRET_KEY="cc', 'fa1b2d-1f77-47"']
        - ['other_secret_key = "cc', 'fa1b2d-1f77-47c5-8d11-aa3a4b9265e4"']
        - ['SC', 'ALEWAY_SECRET_KEY="xx', 'xx0x0x-0x00-00x0-0x00-xx0x0x0000x0"']

"""###,
    "Policies/secrets/scalingo.yaml": ###"""
provider: Scalingo
rules:
  - id: scalingo-token
    title: Scalingo API token
    pattern: '(?<![0-9A-Za-z_-])tk-us-[0-9A-Za-z_-]{48}(?![0-9A-Za-z_-])'
    keywords: ['tk-us-']
    severity: critical
    minimum-entropy: 4
    token-length: 54
    allows: Deploying and changing applications
    revoke: https://developers.scalingo.com/tokens
    examples:
      match:
        - ['tk-', 'us-LhNwOipeBhor3T4nKZYLBKuFEYxBa1kaD5AYDaMkhgfa6l_i']
        - ['token: "tk-', 'us-rUmK07O_QGlEff6ee8SGqHuvpPJd1__9p7nsHT-6sE3_wwkS"']
      no-match:
        - ['tk-', 'us-rUmK07O_QGlEff6ee8SGqHuv']
        - ['tk-', 'us-xxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxx-xxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/segment.yaml": ###"""
provider: Segment
rules:
  - id: segment-public-api-token
    title: Segment public API token
    pattern: '(?<![0-9A-Za-z])sgp_[0-9A-Za-z]{64}(?![0-9A-Za-z])'
    keywords: ['sgp_']
    severity: high
    minimum-entropy: 4
    token-length: 68
    allows: Changing sources and destinations
    revoke: https://segment.com/docs/api/public-api/
    examples:
      match:
        - ['sg', 'p_0R1hlMF2763u3cyjaimKazqaDubwzQJEPMjjU0GX15zvFbNzzSoap6UUl4JxiLs1']
        - ['token: "sg', 'p_sY2ezvONPxpjhonok4wxQ4X1cpclnGXRDDNoE7J9yvGIPwuNUnBsrU3ZGMprB7C6"']
      no-match:
        - ['sg', 'p_sY2ezvONPxpjhonok4wxQ4X1cpclnGXR']
        - ['sg', 'p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/semgrep.yaml": ###"""
provider: Semgrep
rules:
  - id: semgrep-token
    title: Semgrep application token
    pattern: '[0-9a-f]{64}'
    assigned-to: [semgrep]
    severity: high
    minimum-entropy: 3.3
    form: mixed
    allows: Reading findings
    revoke: https://semgrep.dev/docs/deployment/
    examples:
      match:
        - ['SE', 'MGREP_APP_TOKEN="06', '25703d7c978d091fff7e22be582bbdd631bc30167e229b653a9d2480ac09fb"']
        - ['se', 'mgrep_app_token: 62', '90f6ead550347f9bf7e951e7660891fab0808e6a8ead7e072e8ee5a0992fe6']
      no-match:
        - ['SE', 'MGREP_APP_TOKEN="b6', 'dac984161cf184be0660b763ef7e"']
        - ['other_app_token = "b6', 'dac984161cf184be0660b763ef7ed4fc552438a2a0e56aaf03133256bdbe24"']
        - ['SE', 'MGREP_APP_TOKEN="xx', 'xxx000000xx000xx0000x000xx0xx0xx000000x0x0x00xxx00000000xxxx00"']

"""###,
    "Policies/secrets/sendbird.yaml": ###"""
provider: Sendbird
rules:
  - id: sendbird-token
    title: Sendbird API token
    pattern: '[0-9a-f]{40}'
    assigned-to: [sendbird]
    severity: high
    minimum-entropy: 3
    form: mixed
    allows: Reading and sending messages
    revoke: https://sendbird.com/docs/chat/platform-api/v3/prepare-to-use-api
    examples:
      match:
        - ['SE', 'NDBIRD_API_TOKEN="b3', 'feee4e44a7b5fc82ca604d7d7f08851156eea6"']
        - ['se', 'ndbird_api_token: c5', '1a7f5b5519bff33e85f59d5dda7608bb164993']
      no-match:
        - ['SE', 'NDBIRD_API_TOKEN="99', '007e1d7f4a5324b6"']
        - ['other_api_token = "99', '007e1d7f4a5324b6abd1d7215a3df53eda2f0b"']
        - ['SE', 'NDBIRD_API_TOKEN="xx', '000x0x0x0x0000x0xxx0x0000x0xx00xxx0x0x"']

"""###,
    "Policies/secrets/sendgrid.yaml": ###"""
provider: SendGrid
rules:
  - id: sendgrid-api-key
    title: SendGrid API key
    pattern: '(?<![0-9A-Za-z_-])SG\.[0-9A-Za-z_-]{22}\.[0-9A-Za-z_-]{43}(?![0-9A-Za-z_-])'
    keywords: ['SG.']
    severity: high
    validate: sendgrid
    minimum-entropy: 3.5
    token-length: 69
    allows: Sending mail as the domain
    revoke: https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys
    examples:
      match:
        - ['S', 'G.0aJOJlWL0iZW1tI0yVghVQ.HjjgXPzvUExGtARXXqM7WiU9OBIFeH91PLvGV8mJDto']
        - ['key: "S', 'G.UxITtxHqw_g-N4anKtST1g.0uUL8pmF9iU_J0v691JyteO2jXaSwUYNZWUefu81bU0"']
      no-match:
        - ['S', 'G.0aJOJlWL0iZW1tI0yVghVQ.HjjgXPzvUExGtARXXqM7WiU9OBIFeH91PL']
        - ['S', 'G.0aJOJlWL0iZW1tI0yVghVQ.HjjgXPzvUExGtARXXqM7WiU9OBIFeH91PLvGV8mJDtB']

"""###,
    "Policies/secrets/sentry.yaml": ###"""
provider: Sentry
rules:
  - id: sentry-token
    title: Sentry organisation or user token
    pattern: '(?<![0-9A-Za-z])(?:sntrys_eyJ[0-9A-Za-z+/=_-]{80,400}_[0-9A-Za-z+/]{43}|sntryu_[0-9a-f]{64})(?![0-9A-Za-z])'
    keywords: ['sntrys_eyJ', 'sntryu_']
    severity: high
    minimum-entropy: 3
    token-length: 71
    window: 1024
    allows: Reading events, uploading releases
    revoke: https://docs.sentry.io/account/auth-tokens/
    examples:
      match:
        - ['snt', 'rys_eyJpYXQiOiAxNzAwMDAwMDAwLjEsICJ1cmwiOiAiaHR0cHM6Ly9zZW50cnkuaW8iLCAicmVnaW9uX3VybCI6ICJodHRwczovL3VzLnNlbnRyeS5pbyIsICJvcmciOiAiYWNtZSJ9_clnHM7nLylnGN9LRI4ssfhQUVroNEQFr3pmcXOK8Od6']
        - ['snt', 'ryu_1f11d7ff095cf1cef514fbd84feddbb42e9d98899e5ae7fb1c3a87e79ff26bbe']
      no-match:
        - ['snt', 'ryu_d98830f4e6e15651667b']

"""###,
    "Policies/secrets/settlemint.yaml": ###"""
provider: SettleMint
rules:
  - id: settlemint-token
    title: SettleMint access token
    pattern: '(?<![0-9A-Za-z])(?:sm_aat_|sm_pat_|sm_sat_)[0-9A-Za-z]{16}(?![0-9A-Za-z])'
    keywords: ['sm_aat_', 'sm_pat_', 'sm_sat_']
    severity: high
    minimum-entropy: 3.3
    token-length: 23
    allows: Acting on the platform
    revoke: https://console.settlemint.com/documentation/
    examples:
      match:
        - ['sm_', 'aat_2tP1TAISBuZaNZlH']
        - ['token: "sm_', 'sat_mc07PzIwiW2qAGaw"']
      no-match:
        - ['sm_', 'sat_mc07PzIw']
        - ['sm_', 'pat_xxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/shippo.yaml": ###"""
provider: Shippo
rules:
  - id: shippo-live-token
    title: Shippo live token
    pattern: '(?<![0-9A-Za-z])shippo_live_[0-9a-f]{40}(?![0-9A-Za-z])'
    keywords: ['shippo_live_']
    severity: high
    minimum-entropy: 3.5
    token-length: 52
    allows: Buying labels
    revoke: https://docs.goshippo.com/docs/guides_general/authentication/
    examples:
      match:
        - ['ship', 'po_live_29e45ab9202fddb3d17449c9d7f0a9c58d76f913']
        - ['token: "ship', 'po_live_688fa006cad1bd0dc9fa40b37d50c26064b0b49c"']
      no-match:
        - ['ship', 'po_live_688fa006cad1bd0dc9fa']
        - ['ship', 'po_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
  - id: shippo-test-token
    title: Shippo test token
    pattern: '(?<![0-9A-Za-z])shippo_test_[0-9a-f]{40}(?![0-9A-Za-z])'
    keywords: ['shippo_test_']
    severity: low
    minimum-entropy: 3.5
    token-length: 52
    allows: Changing test data
    revoke: https://docs.goshippo.com/docs/guides_general/authentication/
    examples:
      match:
        - ['ship', 'po_test_73cfd37443a443ff8d8b1c28aac55dc886277451']
        - ['token: "ship', 'po_test_64a4c4683e6adb3b1672761710b529c341706bd2"']
      no-match:
        - ['ship', 'po_test_64a4c4683e6adb3b1672']
        - ['ship', 'po_test_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/shodan.yaml": ###"""
provider: Shodan
rules:
  - id: shodan-api-key
    title: Shodan API key
    pattern: '[0-9A-Za-z]{32}'
    assigned-to: [shodan]
    severity: low
    minimum-entropy: 3.5
    form: mixed
    allows: 'Searching at the account''s limits'
    revoke: https://developer.shodan.io/api/requirements
    examples:
      match:
        - ['SH', 'ODAN_API_KEY="ci', 'et9HeDqQVWFqIkPA0hJKctzzpq7PbM"']
        - ['sh', 'odan_api_key: 6J', '54B2j5AcPNzxJ7EMfa1kevxMqW6U07']
      no-match:
        - ['SH', 'ODAN_API_KEY="zo', 'yYf42ZFzZO0b"']
        - ['other_api_key = "zo', 'yYf42ZFzZO0bE40T4WGYhA5K3kaxrY"']
        - ['SH', 'ODAN_API_KEY="xx', 'xxx00xxxxx0xx00x0xxxxx0x0xxxxx"']

"""###,
    "Policies/secrets/shopify.yaml": ###"""
provider: Shopify
rules:
  - id: shopify-token
    title: Shopify access token or shared secret
    pattern: '(?<![0-9A-Za-z])shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}(?![0-9A-Za-z])'
    keywords: ['shpat_', 'shpca_', 'shppa_', 'shpss_']
    severity: critical
    minimum-entropy: 3
    token-length: 38
    allows: Reading and changing the shop
    revoke: https://shopify.dev/docs/apps/build/authentication-authorization/client-secrets
    examples:
      match:
        - ['sh', 'pat_ee5f7d9c235538e88ab135c24f28f4d6']
        - ['sh', 'pss_311551235eee33d008f34990d9a895d0']
      no-match:
        - ['sh', 'pat_823e48c6b04fcc423c95']

"""###,
    "Policies/secrets/sidekiq.yaml": ###"""
provider: Sidekiq
rules:
  - id: sidekiq-credentials
    title: Sidekiq Pro or Enterprise credentials
    pattern: '(?:[0-9a-f]{8}:[0-9a-f]{8})(?=@(?:gems|enterprise)\.contribsys\.com)|(?<=CONTRIBSYS__COM=)[0-9a-f]{8}:[0-9a-f]{8}|(?<=CONTRIBSYS__COM: ")[0-9a-f]{8}:[0-9a-f]{8}'
    keywords: ['.contribsys.com', 'CONTRIBSYS__COM']
    severity: medium
    minimum-entropy: 2
    allows: Downloading the paid packages
    revoke: https://github.com/sidekiq/sidekiq/wiki/Pro-API
    examples:
      match:
        - ['https://a0fa9eb5:1348b00a@gems.contrib', 'sys.com/']
        - ['BUNDLE_GEMS__CONTRIB', 'SYS__COM=65f0b209:5c7859f5']
      no-match:
        - ['https://user:pass@gems.contrib', 'sys.com/']

"""###,
    "Policies/secrets/slack.yaml": ###"""
provider: Slack
rules:
  - id: slack-token
    title: Slack bot, user or workflow token
    pattern: '(?<![0-9A-Za-z])xox[abeoprs]-(?:\d{10,13}-){1,3}[0-9A-Za-z-]{20,80}(?![0-9A-Za-z_-])'
    keywords: ['xoxa-', 'xoxb-', 'xoxe-', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-']
    severity: critical
    minimum-entropy: 3
    token-length: 36
    allows: Reading and posting messages
    revoke: https://docs.slack.dev/authentication/tokens
    examples:
      match:
        - ['xo', 'xb-672947081121-263155603209-0Cr3dWbIYEZDWcTyUjda0KMl']
      no-match:
        - ['xo', 'xb-your-token-here']
        - ['xo', 'xb-000000000000-000000000000-xxxxxxxxxxxxxxxxxxxxxxxx']
  - id: slack-app-token
    title: Slack app-level token
    pattern: '(?<![0-9A-Za-z])xapp-\d-[A-Z0-9]{8,14}-\d{10,13}-[0-9a-f]{64}(?![0-9A-Za-z_-])'
    keywords: ['xapp-']
    severity: high
    minimum-entropy: 3
    token-length: 91
    allows: Connecting as the application
    revoke: https://docs.slack.dev/authentication/tokens
    examples:
      match:
        - ['xa', 'pp-1-AOU8PCOM4WO-1570306504611-728143d6caa8b4e85cb8ed9ac27aea733038a36703799625d885999e5f219269']
      no-match:
        - ['xa', 'pp-1-AB3374FZD71']
  - id: slack-webhook
    title: Slack incoming webhook
    pattern: 'hooks\.slack\.com/(?:services/T[0-9A-Z]{8,12}/B[0-9A-Z]{8,12}/[0-9A-Za-z]{24}|workflows/T[0-9A-Z]{8,12}/A[0-9A-Z]{8,12}/\d{17,19}/[0-9A-Za-z]{24})(?![0-9A-Za-z])'
    keywords: ['hooks.slack.com/']
    severity: medium
    minimum-entropy: 3
    token-length: 69
    allows: Posting into a channel
    revoke: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
    examples:
      match:
        - ['https://hooks.slack', '.com/services/TXXNJHMOX0/BMFH08IJ05/m2wVSjsgVMHPCkREtSAa7nFD']
      no-match:
        - ['https://hooks.slack', '.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX']
  - id: slack-session-token
    title: Slack browser session token
    pattern: '(?<![0-9A-Za-z])xoxc-\d{9,15}-\d{9,15}-\d{9,15}-[0-9a-f]{64}(?![0-9A-Za-z])'
    keywords: ['xoxc-']
    severity: critical
    minimum-entropy: 3.5
    token-length: 99
    allows: 'With its cookie: everything the person may do'
    revoke: https://docs.slack.dev/authentication/tokens
    examples:
      match:
        - ['xo', 'xc-665619021908582-6362654042081-69433040096703-31460c44492ddc85ca8a3df1e86373fffbcc37bf1f3d93fd0947c5b70a3593a5']
        - ['token: "xo', 'xc-8613930528-070241316026-68156900449666-f4c0e59ca90044c05a956b513e9dabc40e7a8652ae7a942ad44e919ea076fe9c"']
      no-match:
        - ['xo', 'xc-8613930528-070241316026-68156900449666-f4c0e59c']
        - ['xo', 'xc-xxxxxxxxxxxx-xxxxxxxxxxxxxx-xxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
  - id: slack-session-cookie
    title: Slack browser session cookie
    pattern: '(?<![0-9A-Za-z])xoxd-[0-9A-Za-z%+/_-]{100,400}={0,2}(?![0-9A-Za-z%+/=])'
    keywords: ['xoxd-']
    severity: critical
    minimum-entropy: 4
    allows: 'With its token: everything the person may do'
    revoke: https://docs.slack.dev/authentication/tokens
    examples:
      match:
        - ['xo', 'xd-FOhaDzmxABTBFgzw/o0%5vQ+yusXMwzIiFi2+IG%1cFg9yTyDubIafvBrhEP7ctgaTtYy%+SLNnO%qT8cIrhJ+kRa3LeTC/wIVEgPx/%Z_d+eC%XRI0wI8J2=']
        - ['token: "xo', 'xd-+oEqbUknQkGwFBBbbrBM7xDYEn7-EpWzQvC2I3+4MKmsO74rtR6_EfOS5hIgXd1ChKV0EjG0Va%btZew%gUwFv6f+tD+9yI_p_-YY5%tAU/pmV="']
      no-match:
        - ['xo', 'xd-+oEqbUknQkGwFBBbbrBM7xDYEn7-EpWzQvC2I3+4MKmsO74rtR']
        - ['xo', 'xd-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxx+x-xxxxxxxxxxxxxxxxxx-x==']
  - id: slack-configuration-token
    title: Slack application configuration token
    pattern: '(?<![0-9A-Za-z])(?:xoxe\.xoxp-1-|xoxe\.xoxb-1-|xoxe-1-)[0-9A-Za-z]{146,166}(?![0-9A-Za-z])'
    keywords: ['xoxe.xoxp-1-', 'xoxe.xoxb-1-', 'xoxe-1-']
    severity: high
    minimum-entropy: 4
    token-length: 153
    allows: Changing applications of the workspace
    revoke: https://docs.slack.dev/authentication/tokens
    examples:
      match:
        - ['xox', 'e-1-WCthLtwlxUy2FzHoUXFa8TM4X7Gko2jGn7JZS2oFjSRcFuotIQV3jYtjRRcUQ6LiJnXtbu10hxNzfCPFZXxFD2wtMnYfzDZt5uYhxQ9UPqYx0KxUbWeVGuoLdZDkqSzDcB3lrnhRXZFm35TckV2D6sk7LHbm']
        - ['token: "xox', 'e.xoxp-1-gOCwG45Xf7Mvc6ZrrTxqNfkvCbggqvCi5x9BGsUDHpbuI98rrP2gGgTWzKm7EVpPD9BMvtogeQoofEkegOm49FTooTxROtlGNStRhSgcqE0gPpHe1Vvnbro1t1evzuvi9vHWrSOx7SzlSd8aWh5MaZJn"']
      no-match:
        - ['xox', 'e.xoxp-1-gOCwG45Xf7Mvc6ZrrTxqNfkvCbggqvCi5x9BGsUDHpbuI98rrP2gGgTWzKm7EVpPD9BM']
        - ['xox', 'e.xoxb-1-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/snowflake.yaml": ###"""
provider: Snowflake
rules:
  - id: snowflake-access-token
    title: Snowflake programmatic access token
    pattern: '(?i)(?<![a-z])snowflake[0-9a-z_.-]{0,32}?(?:token|pat|secret|key|passw)[0-9a-z_]{0,16}\\?["''`]?\]?\s{0,3}(?:=>|[:=,])\s{0,3}\\?["''`]?([0-9a-z_.-]{100,500})(?![0-9a-z_.+/-])'
    capture: 1
    keywords: [snowflake]
    window: 700
    severity: critical
    minimum-entropy: 4
    form: mixed
    allows: Querying and changing data as the token's user
    revoke: https://docs.snowflake.com/en/user-guide/programmatic-access-tokens
    examples:
      match:
        - ['SNOW', 'FLAKE_TOKEN="Zq7', 'mT2xW9vKc4Rb8Yd1Nf6Hs3Lg5Pj0Ua-Xe7Ow2Ik9Bz4Cv8Mt1Rn6Qy3Fd5Gh0.', 'Js8Lp2Va7Xu4We9Ic1Ko6Bm3Zn5Tq0Yr-Hd8Sf2Gj7Pl4', '"']
        - ['snow', 'flake_password: b4K', 'z9Wm2Xq7Tv1Lc8Rn3Yd6Hf5Gs0Jp-Ua4Xe9Ow2Ik7Bz1Cv8Mt6Rn3Qy5Fd0Gh_', 'Js4Lp9Va2Xu7We1Ic8Ko6Bm3Zn5Tq0YrK3mPz8Wd']
      no-match:
        - ['SNOW', 'FLAKE_TOKEN="Zq7', 'mT2xW9vKc4Rb8Yd1Nf6"']
        - ['other_token = "Zq7', 'mT2xW9vKc4Rb8Yd1Nf6Hs3Lg5Pj0Ua-Xe7Ow2Ik9Bz4Cv8Mt1Rn6Qy3Fd5Gh0.', 'Js8Lp2Va7Xu4We9Ic1Ko6Bm3Zn5Tq0Yr-Hd8Sf2Gj7Pl4', '"']
        - ['SNOW', 'FLAKE_TOKEN="${', 'SECRETS_OF_THE_WAREHOUSE_OF_THE_TEAM_THAT_WRITES_REPORTS_FOR_THE_MONTH_AND_THE_YEAR_AND_ALL_OF_IT', '}"']

"""###,
    "Policies/secrets/snyk.yaml": ###"""
provider: Snyk
rules:
  - id: snyk-service-token
    title: Snyk platform token
    pattern: '(?<![0-9A-Za-z_-])(?:snyk_uat\.|snyk_sat\.)[0-9a-f]{8}\.[0-9A-Za-z_-]{40,400}\.[0-9A-Za-z_-]{40,400}(?![0-9A-Za-z_-])'
    keywords: ['snyk_uat.', 'snyk_sat.']
    severity: high
    minimum-entropy: 4
    token-length: 99
    window: 1024
    allows: Reading findings and source
    revoke: https://docs.snyk.io/snyk-api/authentication-for-api
    examples:
      match:
        - ['sny', 'k_uat.1992f987.0adfRYBIlccl_2-Shj0bLnu6ONrcKYJKfJxXQd4DONZPOSgJ.6wvR6r1X1gsGKEuugElxyxy4lofPCs0KtON_wF83PXkYBJzth1bVs']
        - ['token: "sny', 'k_uat.1d54d44d.ow-Bh3SpMMGydfLf6p-mAt6MmEdLBdtnFeUrj2MhU7uBACH_DLBsNRo0.s-SHObX6kpdueEvp-bhwX1OTHeN2bc9h39XFkzewPDvB0DXg-fy"']
      no-match:
        - ['sny', 'k_uat.1d54d44d.ow-Bh3SpMMGydfLf6p-mAt6MmEdLBdtnFeUr']
        - ['sny', 'k_sat.xxxxxxxx.xx--xxxxxxxxx_xxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx']
  - id: snyk-api-token
    title: Snyk API token
    pattern: '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
    assigned-to: [snyk]
    severity: high
    minimum-entropy: 3
    allows: Reading findings and source
    revoke: https://docs.snyk.io/snyk-api/authentication-for-api
    examples:
      match:
        - ['SN', 'YK_TOKEN="68', '50e01b-e040-42a0-bbc9-8164142fb211"']
        - ['sn', 'yk_token: 60', '2ab013-bd56-42ce-b7e9-fb1c54c759c6']
      no-match:
        - ['SN', 'YK_TOKEN="aa', '9b09ef-bb1c-41"']
        - ['other_token = "aa', '9b09ef-bb1c-419a-9ee6-4f2df958af41"']
        - ['SN', 'YK_TOKEN="xx', '0x00xx-xx0x-000x-0xx0-0x0xx000xx00"']

"""###,
    "Policies/secrets/socket.yaml": ###"""
provider: Socket
rules:
  - id: socket-api-token
    title: Socket API token
    pattern: '(?<![0-9A-Za-z_-])sktsec_[0-9A-Za-z_-]{30,80}_api(?![0-9A-Za-z_-])'
    keywords: ['sktsec_']
    severity: medium
    minimum-entropy: 4
    token-length: 41
    allows: Reading scans of packages
    revoke: https://docs.socket.dev/docs/creating-and-managing-api-tokens
    examples:
      match:
        - ['skt', 'sec_cyzJ55BZNtpX4PYjBKx-S2tx63kkyeG_api']
        - ['token: "skt', 'sec_xjUI3p0T2HjZgjwfS0pvmznsHQJ9qrSZi_api"']
      no-match:
        - ['skt', 'sec_xjUI3p0T2HjZgjwfS']
        - ['skt', 'sec_xxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxx']

"""###,
    "Policies/secrets/sonar.yaml": ###"""
provider: Sonar
rules:
  - id: sonarqube-token
    title: SonarQube token
    pattern: '(?<![0-9A-Za-z])sq[apu]_[0-9a-f]{40}(?![0-9A-Za-z])'
    keywords: ['squ_', 'sqp_', 'sqa_']
    severity: high
    minimum-entropy: 3
    token-length: 44
    allows: Reading source and analysis results
    revoke: https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/
    examples:
      match:
        - ['sq', 'u_85df84225a8410d78faa9d67916913a62c15de50']
      no-match:
        - ['sq', 'u_abe72c587bf8f16714ba']

"""###,
    "Policies/secrets/sourcegraph.yaml": ###"""
provider: Sourcegraph
rules:
  - id: sourcegraph-token
    title: Sourcegraph access token
    pattern: '(?<![0-9A-Za-z])sgp_(?:(?:[0-9a-f]{16}|local)_)?[0-9a-fA-F]{40}(?![0-9A-Za-z])'
    keywords: ['sgp_']
    severity: critical
    minimum-entropy: 3.3
    token-length: 44
    allows: Reading all code that the person may
    revoke: https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token
    examples:
      match:
        - ['sg', 'p_d4b359de4d38118c6cb79d10ddbbb3e3dfa82c40']
        - ['token: "sg', 'p_fc8d7e604f5474dc8cff037092d52927f5260779"']
      no-match:
        - ['sg', 'p_fc8d7e604f5474dc8cff']
        - ['sg', 'p_xxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
  - id: sourcegraph-license-key
    title: Sourcegraph licence or dotcom key
    pattern: '(?<![0-9A-Za-z])(?:slk_|sgd_)[0-9a-f]{64}(?![0-9A-Za-z])'
    keywords: ['slk_', 'sgd_']
    severity: medium
    minimum-entropy: 3.5
    token-length: 68
    allows: Using the licence
    revoke: https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token
    examples:
      match:
        - ['sl', 'k_efbe4a1b635075b9d202b2bb019846a85a16763d8011a3931c227fedb3e46088']
        - ['token: "sl', 'k_f0c557dd49da1d14d53540826d98571a941def787ccf561d25bcf2c9ab368750"']
      no-match:
        - ['sl', 'k_f0c557dd49da1d14d53540826d98571a']
        - ['sg', 'd_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/splunk.yaml": ###"""
provider: Splunk
rules:
  - id: splunk-collector-token
    title: Splunk HTTP Event Collector token
    pattern: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
    assigned-to: [splunk, hec-token]
    severity: medium
    minimum-entropy: 3
    validate: uuid
    allows: Sending data
    revoke: https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector
    examples:
      match:
        - ['SP', 'LUNK_HEC_TOKEN="6e', 'd12390-53bc-4f6a-b5aa-ff51f8260a05"']
        - ['sp', 'lunk_hec_token: 79', 'c3489e-a489-4a5e-8e89-a8212cf04721']
      no-match:
        - ['SP', 'LUNK_HEC_TOKEN="9d', '29d243-1aa4-67"']
        - ['other_hec_token = "9d', '29d243-1aa4-67cd-ba3e-b84e5355c91e"']
        - ['SP', 'LUNK_HEC_TOKEN="xx', '00x000-0xx0-00xx-xx0x-x00x0000x00x"']

"""###,
    "Policies/secrets/spotify.yaml": ###"""
provider: Spotify
rules:
  - id: spotify-client-secret
    title: Spotify client secret
    pattern: '[0-9a-f]{32}'
    assigned-to: [spotify]
    severity: medium
    minimum-entropy: 3
    form: mixed
    allows: Getting tokens as the application
    revoke: https://developer.spotify.com/documentation/web-api/concepts/apps
    examples:
      match:
        - ['SP', 'OTIFY_CLIENT_SECRET="5d', 'a788658a4676660152eb0a997ac823"']
        - ['sp', 'otify_client_secret: 99', '8a176398bb96bd811e64863bcbba18']
      no-match:
        - ['SP', 'OTIFY_CLIENT_SECRET="0c', '0642f2162ef0"']
        - ['other_client_secret = "0c', '0642f2162ef0ea90da802b4357ef2f"']
        - ['SP', 'OTIFY_CLIENT_SECRET="xx', '0000x0000xx0xx00xx000x0000xx0x"']

"""###,
    "Policies/secrets/square.yaml": ###"""
provider: Square
rules:
  - id: square-token
    title: Square access token or client secret
    pattern: '(?<![0-9A-Za-z_-])(?:sq0atp-[0-9A-Za-z_-]{22}|sq0csp-[0-9A-Za-z_-]{43})(?![0-9A-Za-z_-])'
    keywords: ['sq0atp-', 'sq0csp-']
    severity: critical
    minimum-entropy: 3.5
    token-length: 29
    allows: Taking payments and reading orders
    revoke: https://developer.squareup.com/docs/oauth-api/overview
    examples:
      match:
        - ['sq', '0atp-eEbBiEH2vJu8Ydd4pfDmVd']
        - ['sq', '0csp-M27YElvknDr1L7GvGs8lkJ7w4ZMqt7A9IlOZbhPFNQs']
      no-match:
        - ['sq', '0atp-vug0jeqVuI']
  - id: square-access-token
    title: Square access token
    pattern: '(?<![0-9A-Za-z_/+-])EAAA[0-9A-Za-z_-]{60}(?![0-9A-Za-z_/+=-])'
    keywords: ['EAAA']
    severity: critical
    minimum-entropy: 4.3
    token-length: 64
    allows: Taking payments and reading customers of the seller
    revoke: https://developer.squareup.com/docs/oauth-api/revoke-renew-generate-tokens
    examples:
      match:
        - ['square: EA', 'AANqVwYS81VP7Hb1DX8pPd5khxE3pyIgKpaUnArl63XykWZeiNNCiia3anXn9k']
      no-match:
        - ['EA', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA']
        - ['EA', 'AAl8Kc2VtYw7xQpR9sTb4NdZfUh6JgMvEoWq3Lk5']

"""###,
    "Policies/secrets/stackhawk.yaml": ###"""
provider: StackHawk
rules:
  - id: stackhawk-api-key
    title: StackHawk API key
    pattern: '(?<![0-9A-Za-z_-])hawk\.[0-9A-Za-z_-]{20}\.[0-9A-Za-z_-]{20}(?![0-9A-Za-z_-])'
    keywords: ['hawk.']
    severity: medium
    minimum-entropy: 4
    token-length: 46
    allows: Starting scans, reading findings
    revoke: https://docs.stackhawk.com/apidocs.html
    examples:
      match:
        - ['ha', 'wk.xX3YC8NlvOQbsocj_uir.AmHEou2kshOv9byA82I-']
        - ['token: "ha', 'wk.lg5T939UGBNiDgsR43aT.CHtaG7tssRGmPtNugBIC"']
      no-match:
        - ['ha', 'wk.lg5T939UGBNiDgsR43aT']
        - ['ha', 'wk.-x_xxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/statsig.yaml": ###"""
provider: Statsig
rules:
  - id: statsig-secret-key
    title: Statsig server or console key
    pattern: '(?<![0-9A-Za-z])(?:secret-|console-)[0-9A-Za-z]{43}(?![0-9A-Za-z])'
    keywords: ['secret-', 'console-']
    severity: high
    minimum-entropy: 4
    token-length: 50
    allows: Reading, or changing, experiments
    revoke: https://docs.statsig.com/sdk-keys/api-keys/
    examples:
      match:
        - ['sec', 'ret-jPalYjLKezg55o57rGWMwS9zKLn4nrp6HFG64B2fIya']
        - ['token: "sec', 'ret-FPgjVr3DUl58dHZ7AqTkzSp9CMmM0EkCe0BOqwjBUvR"']
      no-match:
        - ['sec', 'ret-FPgjVr3DUl58dHZ7AqTkz']
        - ['con', 'sole-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/stellar.yaml": ###"""
provider: Stellar
rules:
  - id: stellar-secret-seed
    title: Stellar secret seed
    pattern: '(?<![0-9A-Za-z])S[ABCD][A-Z2-7]{54}(?![0-9A-Za-z])'
    keywords: ['SA', 'SB', 'SC', 'SD']
    severity: critical
    validate: stellar-seed
    token-length: 56
    allows: Spending what the account holds
    revoke: https://developers.stellar.org/docs/learn/fundamentals/stellar-data-structures/accounts
    examples:
      match:
        - ['S', 'D2G4RPZRWYNOLG74VPDW5MT5PTT7FWXQF6JJVBLA55B5VZRX35W3ODZ']
        - ['seed = "S', 'D2G4RPZRWYNOLG74VPDW5MT5PTT7FWXQF6JJVBLA55B5VZRX35W3ODZ"']
      no-match:
        - ['S', 'D2G4RPZRWYNOLG74VPDW5MT5PTT7FAXQF6JJVBLA55B5VZRX35W3ODZ']

"""###,
    "Policies/secrets/strava.yaml": ###"""
provider: Strava
rules:
  - id: strava-client-secret
    title: Strava client secret or token
    pattern: '[0-9a-f]{40}'
    assigned-to: [strava]
    severity: medium
    minimum-entropy: 3
    form: mixed
    allows: Getting tokens as the application
    revoke: https://developers.strava.com/docs/authentication/
    examples:
      match:
        - ['ST', 'RAVA_CLIENT_SECRET="92', '7a834ae2b8c11ae6ee0b5e812b182c37b4996e"']
        - ['st', 'rava_client_secret: a8', '8ad5362c9aec04ba16538abbc976de28c20736']
      no-match:
        - ['ST', 'RAVA_CLIENT_SECRET="ab', '560570a9b26ee1b6"']
        - ['other_client_secret = "ab', '560570a9b26ee1b6f7ce8bcee461f3829d58ed"']
        - ['ST', 'RAVA_CLIENT_SECRET="xx', '000000x0x00xx0x0x0xx0xxxx000x0000x00xx"']

"""###,
    "Policies/secrets/stripe.yaml": ###"""
provider: Stripe
rules:
  - id: stripe-live-key
    title: Stripe live secret or restricted key
    pattern: '(?<![0-9A-Za-z])(?:sk|rk)_(?:live|prod)_[0-9A-Za-z]{16,200}(?![0-9A-Za-z])'
    keywords: ['sk_live_', 'rk_live_', 'sk_prod_', 'rk_prod_']
    severity: critical
    minimum-entropy: 3
    token-length: 24
    allows: Charging cards, paying out, reading customers
    revoke: https://docs.stripe.com/keys
    examples:
      match:
        - ['sk', '_live_8d7B6oTjlUw8G4T77um8XZbN']
        - ['rk', '_live_Juzz0on4C4MpfuLWDbOeLJS3hBvjqpylWqQi4QGd97PgAWbOXaTGsZcH6FhxAaVKtfbhFnjXQhzYCDx9LxIda371GhzsprJfjpc']
      no-match:
        - ['sk', '_live_xxxxxxxxxxxxxxxxxxxxxxxx']
        - ['pk', '_live_EWVEub5zq4hB3O15VtcJ9Ptw']
  - id: stripe-test-key
    title: Stripe test secret key
    pattern: '(?<![0-9A-Za-z])(?:sk|rk)_test_[0-9A-Za-z]{16,200}(?![0-9A-Za-z])'
    keywords: ['sk_test_', 'rk_test_']
    severity: low
    minimum-entropy: 3
    token-length: 24
    documented-examples:
      - '2cafc0970149a84f3b9e62eaf169f36f59907a3b3e31f7b82e68c69cd27f7326'
      - 'f2d6ca16515033e5dce14eba840b979d27b5cbae24bb3e5bf484339667f86397'
      - '2d1f7723aabc5c7a51fcdc2463c99b5f3fdbc57cf3134db4ac12913c35976e6f'
      - '69e5a07ccf06bc5ae16c94f439748a583c4ed8d61b1fc96d0f0efa27a1bd9602'
    allows: Changing test data; no money
    revoke: https://docs.stripe.com/keys
    examples:
      match:
        - ['sk', '_test_dT7Y136ihTWn8OereQ4Vbr6i']
      no-match:
        - ['sk', '_test_your_key_here']
        - ['sk', '_test_4eC39HqLyjWDarjtT1zdp7dc']
  - id: stripe-webhook-secret
    title: Stripe webhook signing secret
    pattern: '(?<![0-9A-Za-z])whsec_[0-9A-Za-z+/]{32,64}={0,2}(?![0-9A-Za-z+/])'
    keywords: ['whsec_']
    severity: high
    minimum-entropy: 3.5
    token-length: 38
    allows: Forging events that the service believes
    revoke: https://docs.stripe.com/webhooks
    examples:
      match:
        - ['wh', 'sec_pVaWb0jfGsI9bkYMFMztNrDxPoGGr1EU']
      no-match:
        - ['wh', 'sec_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
        - ['wh', 'sec_a2GrIvRWsLIG']

"""###,
    "Policies/secrets/stytch.yaml": ###"""
provider: Stytch
rules:
  - id: stytch-secret
    title: Stytch project secret
    pattern: '(?<![0-9A-Za-z_-])(?:secret-live-|secret-test-)[0-9A-Za-z_-]{36}=?(?![0-9A-Za-z_-])'
    keywords: ['secret-live-', 'secret-test-']
    severity: critical
    minimum-entropy: 4
    token-length: 48
    allows: Signing in as any user
    revoke: https://stytch.com/docs/workspace-management/
    examples:
      match:
        - ['secr', 'et-live-OqzGvFE1yLxojQHoj7QZkHeaBdG4ZOssalfp=']
        - ['token: "secr', 'et-test-9fjpE6F5nDBOyoLomALrK8bvc0MGt8dCZrBP"']
      no-match:
        - ['secr', 'et-test-9fjpE6F5nDBOyoLomA']
        - ['secr', 'et-live-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_x=']

"""###,
    "Policies/secrets/sumo-logic.yaml": ###"""
provider: Sumo Logic
rules:
  - id: sumo-logic-key
    title: Sumo Logic access key
    pattern: '[0-9A-Za-z]{64}'
    assigned-to: [sumologic, sumo-logic, sumo-access, sumo-api]
    severity: high
    minimum-entropy: 4
    form: mixed
    allows: Reading logs
    revoke: https://help.sumologic.com/docs/manage/security/access-keys/
    examples:
      match:
        - ['SU', 'MOLOGIC_ACCESS_KEY="6q', '5MwOhuktDV97sag2k70yBBfTB98rhXPnHsUuXghq1ZioB4p8HHeKVSdMl3hk7A"']
        - ['su', 'mologic_access_key: mt', 'hwxtWNs3ZkFsnDYg7mVuFsVggL7oI5DuaxydlxgbYBeORvVB1LSywJ4AFrpEQo']
      no-match:
        - ['SU', 'MOLOGIC_ACCESS_KEY="Gy', 'Wx23tLCGYfuT7yCQCaLYAB1vNdrQ"']
        - ['other_access_key = "Gy', 'Wx23tLCGYfuT7yCQCaLYAB1vNdrQZIs1SuclgcNz85Wao4ni6thffkngryrGoY"']
        - ['SU', 'MOLOGIC_ACCESS_KEY="xx', 'xx00xxxxxxxx0xxxxxxxxx0xxxxxxxx0xxxxxxxx00xxx0xx0xxxxxxxxxxxxx"']

"""###,
    "Policies/secrets/supabase.yaml": ###"""
provider: Supabase
rules:
  - id: supabase-token
    title: Supabase access token or secret key
    pattern: '(?<![0-9A-Za-z])(?:sbp_[0-9a-f]{40}|sb_secret_[0-9A-Za-z_-]{22}_[0-9A-Za-z_-]{8})(?![0-9A-Za-z_-])'
    keywords: ['sbp_', 'sb_secret_']
    severity: critical
    minimum-entropy: 3
    token-length: 41
    allows: Managing projects, or reading every row past row-level security
    revoke: https://supabase.com/docs/guides/api/api-keys
    examples:
      match:
        - ['sb', 'p_96768b6a4300a5892e2596e6361b89009cf50451']
        - ['sb_', 'secret_ku62DDNwRm4MWuN64zIt3E_k0GKiQaO']
      no-match:
        - ['sb', 'p_6bcf7d15c29e0e63ce09']
        - ['sb_', 'publishable_48cBMy7RDxxLMNRUfYn9g4_BTu0s0nh']

"""###,
    "Policies/secrets/symfony.yaml": ###"""
provider: Symfony
rules:
  - id: symfony-app-secret
    title: Symfony application secret
    pattern: '(?m)^[ \t]{0,8}APP_SECRET=["\'']?([0-9a-f]{32,64})["\'']?[ \t]{0,4}$'
    keywords: ['APP_SECRET']
    capture: 1
    severity: high
    minimum-entropy: 3
    followed-by: assignment
    allows: Forging signed addresses and cookies
    revoke: https://symfony.com/doc/current/reference/configuration/framework.html
    examples:
      match:
        - ['APP_SEC', 'RET=534d37c910cdc460989eb57c4ee12d2e']
      no-match:
        - ['APP_SEC', 'RET=00000000000000000000000000000000']
        - ['APP_SEC', 'RET=ThisTokenIsNotSoSecretChangeIt']

"""###,
    "Policies/secrets/tableau.yaml": ###"""
provider: Tableau
rules:
  - id: tableau-token
    title: Tableau personal access token secret
    pattern: '(?<![0-9A-Za-z+/=])[0-9A-Za-z+/]{22}==:[0-9A-Za-z]{32}(?![0-9A-Za-z])'
    keywords: ['==:']
    severity: high
    minimum-entropy: 4
    allows: Reading and changing the site as the person
    revoke: https://help.tableau.com/current/server/en-us/security_personal_access_tokens.htm
    examples:
      match:
        - ['huXTQM6jvytGp9I35mjMrh=', '=:ecdmN7iCGLLn9sKj4CIexqjn5wAPLaoi']
        - ['token: "ybevJIUmPtE0D3+Lowgyu1=', '=:JdDEBqo4bmrZdKYjffKIeHvnZuBt5NrJ"']
      no-match:
        - ['ybevJIUmPtE0D3+Lowgyu1=', '=:JdD']
        - ['xxxxxxxxxxxxxxxxx+xxxx=', '=:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/tailscale.yaml": ###"""
provider: Tailscale
rules:
  - id: tailscale-key
    title: Tailscale API, auth or client key
    pattern: '(?<![0-9A-Za-z])tskey-(?:api|auth|client|scim|webhook)-[0-9A-Za-z]{10,24}-[0-9A-Za-z]{20,40}(?![0-9A-Za-z])'
    keywords: ['tskey-']
    severity: critical
    minimum-entropy: 3.5
    token-length: 41
    allows: Joining the private network, or changing who may
    revoke: https://tailscale.com/kb/1252/key-secret-management
    examples:
      match:
        - ['ts', 'key-auth-tuH8asHbOJJCNTRL-2s0rs37K2WwfTHNUCH39P5w1rCkE9LQ4']
      no-match:
        - ['ts', 'key-auth-7hBC2nMP7Av']

"""###,
    "Policies/secrets/tavily.yaml": ###"""
provider: Tavily
rules:
  - id: tavily-api-key
    title: Tavily API key
    pattern: '(?<![0-9A-Za-z])tvly-(?:dev-|prod-)?[0-9A-Za-z]{32}(?![0-9A-Za-z])'
    keywords: ['tvly-']
    severity: medium
    minimum-entropy: 4
    token-length: 37
    allows: 'Searching at the account''s cost'
    revoke: https://docs.tavily.com/documentation/api-reference/introduction
    examples:
      match:
        - ['tv', 'ly-6muogYGiQVYRuNGi0a7IAYLv6vqMxaVk']
        - ['token: "tv', 'ly-prod-P8UUQyqAtbM3QZBo9zUMuHdQkUXAMUqJ"']
      no-match:
        - ['tv', 'ly-prod-P8UUQyqAtbM']
        - ['tv', 'ly-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/teamcity.yaml": ###"""
provider: TeamCity
rules:
  - id: teamcity-token
    title: TeamCity access token
    pattern: '(?<![0-9A-Za-z_-])eyJ0eXAiOiAiVENWMiJ9\.[0-9A-Za-z_-]{36}\.[0-9A-Za-z_-]{48}(?![0-9A-Za-z_-])'
    keywords: ['eyJ0eXAiOiAiVENWMiJ9.']
    severity: critical
    minimum-entropy: 4
    token-length: 106
    allows: Reading and running builds as the person
    revoke: https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html
    examples:
      match:
        - ['eyJ', '0eXAiOiAiVENWMiJ9.2xgs7UlOXWytEygCfVTzN7ni7gxthRuNB7rA.YNkeqeGr4bwvRzF3j_z6Kqo2datfgLMlR78wXXm-sx1pWxf3']
        - ['token: "eyJ', '0eXAiOiAiVENWMiJ9.Ni-z53Ga6cPFc8j-8Thg_MWvzfdP0QqfXsn3.SaWKheGVCEo2HKFeroHAEt2ZHQJ0gUvYAB86WIhvFDRXLOnb"']
      no-match:
        - ['eyJ', '0eXAiOiAiVENWMiJ9.Ni-z53Ga6cPFc8j-8Thg_MWvzfdP0QqfXsn3.SaWKh']
        - ['eyJ', '0eXAiOiAiVENWMiJ9.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/telegram.yaml": ###"""
provider: Telegram
rules:
  - id: telegram-bot-token
    title: Telegram bot token
    pattern: '(?<![0-9A-Za-z_:-])\d{8,10}:A[AEFGH][0-9A-Za-z_-]{33}(?![0-9A-Za-z_-])'
    keywords: [':AA', ':AE', ':AF', ':AG', ':AH']
    severity: high
    minimum-entropy: 3.5
    allows: Reading and sending messages as the bot
    revoke: https://core.telegram.org/bots/features#botfather
    examples:
      match:
        - ['934612669:A', 'AHqEGnRPM9NWQzjSwRGqLVgrG4YgcIFqJj']
      no-match:
        - ['322639483:A', 'AHpO2FGomtzZjV']

"""###,
    "Policies/secrets/telnyx.yaml": ###"""
provider: Telnyx
rules:
  - id: telnyx-api-key
    title: Telnyx API key
    pattern: '(?<![0-9A-Za-z])KEY[0-9A-F]{32}_[0-9A-Za-z]{22}(?![0-9A-Za-z])'
    keywords: ['KEY0']
    severity: high
    minimum-entropy: 3.5
    token-length: 58
    allows: 'Calling and sending at the account''s cost'
    revoke: https://support.telnyx.com/en/articles/4305158-api-keys-and-how-to-use-them
    examples:
      match:
        - ['KE', 'Y0BF4D2099C1204313798BBA875E4A60B_Gnngvk701KinglR6ZrWOVt']
      no-match:
        - ['KE', 'Y06C8D34DC5AF9F8BB236AAA0DA6D210A']

"""###,
    "Policies/secrets/tencent-cloud.yaml": ###"""
provider: Tencent Cloud
rules:
  - id: tencent-secret-id
    title: Tencent Cloud secret identifier
    pattern: '(?<![0-9A-Za-z])AKID[0-9A-Za-z]{32}(?![0-9A-Za-z])'
    keywords: ['AKID']
    severity: high
    minimum-entropy: 4
    token-length: 36
    allows: 'With its key: everything the user may do'
    revoke: https://www.tencentcloud.com/document/product/598/34228
    examples:
      match:
        - ['AK', 'IDeHqkIW4LBqDLeHehPf9Ly5oc42m9wNaf']
        - ['token: "AK', 'IDppcNgIptxxBcyewn0CHmpwcTnbPcQcXV"']
      no-match:
        - ['AK', 'IDppcNgIptxxBcyewn']
        - ['AK', 'IDxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
  - id: tencent-secret-key
    title: Tencent Cloud secret key
    pattern: '[0-9A-Za-z]{32}'
    assigned-to: [tencent, qcloud]
    severity: critical
    minimum-entropy: 3.5
    form: mixed
    allows: Everything the user may do
    revoke: https://www.tencentcloud.com/document/product/598/34228
    examples:
      match:
        - ['TE', 'NCENT_SECRET_KEY="ot', 'A8YUFT5WyhaC5OGNFoehzUUEShWUvc"']
        - ['te', 'ncent_secret_key: qm', 'JDJ5rFLpP90kCNPft4EBadsibsYayK']
      no-match:
        - ['TE', 'NCENT_SECRET_KEY="O5', 'gHU5htuXsLfu"']
        - ['other_secret_key = "O5', 'gHU5htuXsLfu7NzsBSaDO1yO603eoe"']
        - ['TE', 'NCENT_SECRET_KEY="xx', 'xxx0xxxxxxxx0xxxxxxxx0xx000xxx"']

"""###,
    "Policies/secrets/thunderstore.yaml": ###"""
provider: Thunderstore
rules:
  - id: thunderstore-token
    title: Thunderstore API token
    pattern: '(?<![0-9A-Za-z])tss_[0-9A-Za-z]{36}(?![0-9A-Za-z])'
    keywords: ['tss_']
    severity: medium
    minimum-entropy: 4
    token-length: 40
    allows: Publishing mods
    revoke: https://thunderstore.io/api/docs/
    examples:
      match:
        - ['ts', 's_PWAZ1gucVGdSCZ260QBiKXRihp2IE9kGDhbK']
        - ['token: "ts', 's_ZltNAlTfOINAqs7FqS9DEDco8SE8VBxJWFF2"']
      no-match:
        - ['ts', 's_ZltNAlTfOINAqs7FqS']
        - ['ts', 's_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/tines.yaml": ###"""
provider: Tines
rules:
  - id: tines-webhook
    title: Tines webhook
    pattern: '[0-9a-z-]{2,60}\.tines\.(?:com|io)/webhook/[0-9a-z]{32}/([0-9a-z]{32})(?![0-9a-z])'
    keywords: ['/webhook/']
    capture: 1
    severity: low
    minimum-entropy: 3
    allows: Starting the story behind it
    revoke: https://www.tines.com/docs/actions/types/webhook/
    examples:
      match:
        - ['https://acme.tin', 'es.com/webhook/fa6877d64a18406ab9d4924b99d42e8f/4d20399bcf625c6002baf3d3b04e9961']
      no-match:
        - ['https://acme.tin', 'es.com/webhook/349b24b9a37d58702eec519c1c0ad1f7/']

"""###,
    "Policies/secrets/todoist.yaml": ###"""
provider: Todoist
rules:
  - id: todoist-token
    title: Todoist API token
    pattern: '[0-9a-f]{40}'
    assigned-to: [todoist]
    severity: medium
    minimum-entropy: 3
    form: mixed
    allows: Reading and changing tasks
    revoke: https://developer.todoist.com/guides/
    examples:
      match:
        - ['TO', 'DOIST_API_TOKEN="43', '91e6fdf2e54672b300bc7008d0471073147da6"']
        - ['to', 'doist_api_token: 6c', 'fe05db24fa0a26054875eb83e22e6ad9235fe6']
      no-match:
        - ['TO', 'DOIST_API_TOKEN="0b', '8c6f7a52682619b2"']
        - ['other_api_token = "0b', '8c6f7a52682619b2df8257be76b042a1425117"']
        - ['TO', 'DOIST_API_TOKEN="xx', '0x0x0x00000000x0xx0000xx00x000x0000000"']

"""###,
    "Policies/secrets/together.yaml": ###"""
provider: Together AI
rules:
  - id: together-api-key
    title: Together AI API key
    pattern: '(?<![0-9A-Za-z_-])tgp_v1_[0-9A-Za-z_-]{43}(?![0-9A-Za-z_-])'
    keywords: ['tgp_v1_']
    severity: medium
    minimum-entropy: 4
    token-length: 50
    allows: Calling models on the account
    revoke: https://docs.together.ai/docs/quickstart
    examples:
      match:
        - ['tgp', '_v1_MEBmcNfN867rLowhKffPJquAfrauU8a2xXwj53DYuTR']
        - ['token: "tgp', '_v1_QiyC5QYhlQ1LNGmq5Qj7NRu2CDOT-zKhVVDyiy-jm-o"']
      no-match:
        - ['tgp', '_v1_QiyC5QYhlQ1LNGmq5Qj7N']
        - ['tgp', '_v1_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxx']

"""###,
    "Policies/secrets/travis-ci.yaml": ###"""
provider: Travis CI
rules:
  - id: travis-token
    title: Travis CI access token
    pattern: '[0-9A-Za-z_-]{22}'
    assigned-to: [travis-token, travis-api, travis-access]
    severity: high
    minimum-entropy: 3.3
    form: random
    allows: Reading and starting builds
    revoke: https://docs.travis-ci.com/user/triggering-builds/
    examples:
      match:
        - ['TR', 'AVIS_API_TOKEN="ik', 'isCXTU4y78WSZCPQaVYX"']
        - ['tr', 'avis_api_token: 9R', 'kSCDY7yBS7YZuZgwwouH']
      no-match:
        - ['TR', 'AVIS_API_TOKEN="p_', 'k1u1sbo"']
        - ['other_token = "p_', 'k1u1sbo1pENl5pqeao3B"']
        - ['TR', 'AVIS_API_TOKEN="xx', 'x0x0xxx0xxxx0xxxxx0x"']

"""###,
    "Policies/secrets/trello.yaml": ###"""
provider: Trello
rules:
  - id: trello-token
    title: Trello API token
    pattern: '(?<![0-9A-Za-z])ATTA[0-9a-f]{64}[0-9A-F]{8}(?![0-9A-Za-z])'
    keywords: ['ATTA']
    severity: high
    minimum-entropy: 3.5
    token-length: 76
    allows: Reading and changing boards as the person
    revoke: https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/
    examples:
      match:
        - ['AT', 'TAeaf01121a3b307cbdff730b869e055aa6fac81116d866f31731172f4d3c6471f235E2C07']
        - ['token: "AT', 'TA19541aaa878d4ac5e771f32d52f83180391fd29a17a534457b5a49b5000f16220E3B6FDE"']
      no-match:
        - ['AT', 'TA19541aaa878d4ac5e771f32d52f83180391f']
        - ['AT', 'TAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
  - id: trello-key
    title: Trello API key or token of the first form
    pattern: '(?:[0-9a-f]{32}|[0-9a-f]{64})'
    assigned-to: [trello]
    severity: medium
    minimum-entropy: 3
    form: mixed
    allows: Reading and changing boards as the person
    revoke: https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/
    examples:
      match:
        - ['TR', 'ELLO_API_KEY="7b', 'e3dc2e6c8482c08605091e5425d2f2"']
        - ['tr', 'ello_api_key: 6c', '092a29111be08e7a03f05b1d79c7c8e7b983ee242d05d2efb8cd0f8361ad4d']
      no-match:
        - ['TR', 'ELLO_API_KEY="23', '489ac090a810ebafa61323a53da3"']
        - ['other_api_key = "23', '489ac090a810ebafa61323a53da3f5458ad73d88d634e2797cd77d7fdda05c"']
        - ['TR', 'ELLO_API_KEY="xx', '000xx000x000xxxxx00000x00xx0x0000xx00x00x000x0000xx00x0xxxx00x"']

"""###,
    "Policies/secrets/trigger.yaml": ###"""
provider: Trigger.dev
rules:
  - id: trigger-secret-key
    title: Trigger.dev secret key
    pattern: '(?<![0-9A-Za-z])(?:tr_prod_|tr_stg_|tr_dev_)[0-9A-Za-z]{20,24}(?![0-9A-Za-z])'
    keywords: ['tr_prod_', 'tr_stg_', 'tr_dev_']
    severity: high
    minimum-entropy: 3.5
    token-length: 27
    allows: Starting tasks
    revoke: https://trigger.dev/docs/apikeys
    examples:
      match:
        - ['tr_', 'prod_jIhEwOnNqlESiDiPTWKMYP']
        - ['token: "tr_', 'prod_BeYwSYnaJmInro4Mszs8Cy"']
      no-match:
        - ['tr_', 'prod_BeYwSYnaJ']
        - ['tr_', 'prod_xxxxxxxxxxxxxxxxxxxxxxx']
  - id: trigger-personal-token
    title: Trigger.dev personal access token
    pattern: '(?<![0-9A-Za-z])tr_pat_[0-9a-z]{40}(?![0-9A-Za-z])'
    keywords: ['tr_pat_']
    severity: high
    minimum-entropy: 4
    token-length: 47
    allows: Deploying tasks
    revoke: https://trigger.dev/docs/apikeys
    examples:
      match:
        - ['tr_', 'pat_kbc7zyeeamjqluo5z8bpb62lo151i4ha1zz2yfck']
        - ['token: "tr_', 'pat_kxhlrhlbp4wpc6hh71s04su32pt0vizhnm4bzagn"']
      no-match:
        - ['tr_', 'pat_kxhlrhlbp4wpc6hh71s0']
        - ['tr_', 'pat_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/twilio.yaml": ###"""
provider: Twilio
rules:
  - id: twilio-api-key
    title: Twilio API key
    pattern: '(?<![0-9A-Za-z])SK[0-9a-f]{32}(?![0-9A-Za-z])'
    keywords: ['SK']
    severity: medium
    minimum-entropy: 3
    token-length: 34
    allows: 'With its secret: sending messages and calls at the account''s cost'
    revoke: https://www.twilio.com/docs/iam/api-keys
    examples:
      match:
        - ['TWILIO_KEY="S', 'Keff69d0c22663abb3c31eb1fba720340"']
      no-match:
        - ['S', 'K00000000000000000000000000000000']
  - id: twilio-auth-token
    title: Twilio auth token
    pattern: '(?i)twilio[\w.-]{0,20}(?:auth|token|secret)[\w.-]{0,20}["''`]?\s{0,3}(?:=|:|=>|,)\s{0,3}\\?["''`]?([0-9a-f]{32})(?![0-9a-z])'
    keywords: ['twilio']
    capture: 1
    severity: high
    minimum-entropy: 3
    followed-by: assignment
    allows: 'Sending messages and calls at the account''s cost'
    revoke: https://www.twilio.com/docs/iam/api-keys
    examples:
      match:
        - ['TWILIO_AUTH', '_TOKEN=', '162d5baf63956b783b01f619847ee601']
      no-match:
        - ['TWILIO_AUTH', '_TOKEN=', 'a505cfe43636']

"""###,
    "Policies/secrets/twitch.yaml": ###"""
provider: Twitch
rules:
  - id: twitch-secret
    title: Twitch client secret or token
    pattern: '[0-9a-z]{30}'
    assigned-to: [twitch]
    severity: medium
    minimum-entropy: 3.5
    form: mixed
    allows: Getting tokens as the application
    revoke: https://dev.twitch.tv/docs/authentication/
    examples:
      match:
        - ['TW', 'ITCH_CLIENT_SECRET="b2', 'u1imhlt7qj0husid7c0b7fq7y6a3"']
        - ['tw', 'itch_client_secret: mb', '6ltdi2ovqhnme6ue6mtn5k6eu3po']
      no-match:
        - ['TW', 'ITCH_CLIENT_SECRET="x7', '5g8krjkqy4s"']
        - ['other_client_secret = "x7', '5g8krjkqy4sv1w46ky6bgu93ee6e"']
        - ['TW', 'ITCH_CLIENT_SECRET="xx', '0x0xxxxxx0xx0x00xx0xxx00xx0x"']

"""###,
    "Policies/secrets/twitter.yaml": ###"""
provider: X
rules:
  - id: x-bearer-token
    title: X (Twitter) bearer token
    pattern: '(?<![0-9A-Za-z])A{21,22}([0-9A-Za-z%]{60,100})(?![0-9A-Za-z%/+=])'
    keywords: ['AAAAAAAAAAAAAAAAAAAAA']
    capture: 1
    severity: high
    minimum-entropy: 4
    window: 256
    allows: Reading as the application
    revoke: https://docs.x.com/resources/fundamentals/authentication/oauth-2-0/bearer-tokens
    examples:
      match:
        - ['AAAAAAAAAA', 'AAAAAAAAAAAJ4pkjUlKlFQI121gnEK6riM9%2Bnw8oqhMsvw1j7LYJFbGoO1KLN3S0WtOSUKA6tUVT%3DptpcfqkB0WNwCYmmu8oF']
        - ['Bearer AAAAAAAAAA', 'AAAAAAAAAAAAxl6pXH7LVmLotmeBfkQi1zINr2Ijr0aw2m9WHTCfDhNxW5dkWuhUBS6OYFDBkXGxpw7REB6oOiiytwoA']
      no-match:
        - ['AAAAAAAAAA', 'AAAAAAAAAAA9lGQFwHmTSb6pV1fIneQJMNvO0kEYD']
        - ['AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA']
  - id: x-api-secret
    title: X (Twitter) API secret
    pattern: '[0-9A-Za-z]{50}'
    assigned-to: [twitter, tw-consumer]
    severity: high
    minimum-entropy: 4
    form: mixed
    allows: Signing requests as the application
    revoke: https://docs.x.com/resources/fundamentals/authentication/
    examples:
      match:
        - ['TW', 'ITTER_API_SECRET="nR', '3KtFUGL7uxztqcd0L4cYWGeCxYAxoWiyPhIPdUtF4TmHRUow"']
        - ['tw', 'itter_api_secret: 3f', 'UhOhe3KUmDkffV1zGXZoepggVqxNM5oKhlVyhZ6MpCMYemvq']
      no-match:
        - ['TW', 'ITTER_API_SECRET="DX', 'nLkhP24JX7GT8SlydA6ot"']
        - ['other_api_secret = "DX', 'nLkhP24JX7GT8SlydA6otRT7wO5otY4X0CH14dBgv1ztuprV"']
        - ['TW', 'ITTER_API_SECRET="xx', 'xxxxx00xx0xx0xxxxx0xxxx0xx0xxx0x0xx00xxxx0xxxxxx"']
  - id: x-access-token
    title: X (Twitter) access token
    pattern: '\d{10,20}-[0-9A-Za-z]{40}'
    assigned-to: [twitter]
    severity: high
    minimum-entropy: 4
    form: mixed
    allows: 'With its secret: acting for the person'
    revoke: https://docs.x.com/resources/fundamentals/authentication/
    examples:
      match:
        - ['TW', 'ITTER_ACCESS_TOKEN="55', '9282460026554858-m7ngaw3x1HQY6wnMQ8kPSDqLizRTbyaRd5SNh2p4"']
        - ['tw', 'itter_access_token: 12', '51743172240864944-eCKW65iPx48ZowsW21X36rKSOwHT0rx29jF3hC3F']
      no-match:
        - ['TW', 'ITTER_ACCESS_TOKEN="28', '94074233462450053-WUgNZ0wl"']
        - ['other_access_token = "28', '94074233462450053-WUgNZ0wltRWOptzQ8BgwcVlbA7vf65zegcOmWyyp"']
        - ['TW', 'ITTER_ACCESS_TOKEN="xx', '00000000000000000-xxxxx0xxxxxxxxxx0xxxxxxxx0xx00xxxxxxxxxx"']

"""###,
    "Policies/secrets/typeform.yaml": ###"""
provider: Typeform
rules:
  - id: typeform-token
    title: Typeform personal access token
    pattern: '(?<![0-9A-Za-z_-])tfp_[0-9A-Za-z_.-]{40,59}(?![0-9A-Za-z_-])'
    keywords: ['tfp_']
    severity: high
    minimum-entropy: 4
    token-length: 44
    allows: Reading answers, changing forms
    revoke: https://www.typeform.com/developers/get-started/personal-access-token/
    examples:
      match:
        - ['tf', 'p_9j0Gkr-Zv.KYWVSV.n4T_sM32Y1tDI-qx_0WF2a_Xtn6']
        - ['token: "tf', 'p_J5.UqHX1.RW1Ax5i4vs8wToe42Dt-A_y.vf99zTHuQ"']
      no-match:
        - ['tf', 'p_J5.UqHX1.RW1Ax5i4vs8']
        - ['tf', 'p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xx']

"""###,
    "Policies/secrets/ubidots.yaml": ###"""
provider: Ubidots
rules:
  - id: ubidots-token
    title: Ubidots token
    pattern: '(?<![0-9A-Za-z])(?:BBFF-|BBUS-)[0-9A-Za-z]{30}(?![0-9A-Za-z])'
    keywords: ['BBFF-', 'BBUS-']
    severity: medium
    minimum-entropy: 4
    token-length: 35
    allows: Reading and writing device data
    revoke: https://docs.ubidots.com/reference/authentication
    examples:
      match:
        - ['BBU', 'S-ZVdMHBjMwXfwVvLOO1b674FZVDg1pp']
        - ['token: "BBF', 'F-Q0Br0CQo4Ng0v3PWJYigjtf2nePVl9"']
      no-match:
        - ['BBF', 'F-Q0Br0CQo4Ng0v3P']
        - ['BBU', 'S-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/unix.yaml": ###"""
provider: Unix
rules:
  - id: unix-password-hash
    title: Password hash of a Unix account
    pattern: '(?m)^[a-z_][0-9a-z_.-]{0,31}:(\$(?:1|5|6|y|2[aby]|gy|7)\$[0-9A-Za-z./$=,]{20,150}):\d{0,6}:\d{0,6}:\d{0,6}:'
    keywords: [':$6$', ':$5$', ':$1$', ':$y$', ':$2y$', ':$2b$', ':$2a$']
    capture: 1
    severity: medium
    minimum-entropy: 3.5
    allows: Guessing the password offline
    revoke: https://man7.org/linux/man-pages/man5/shadow.5.html
    examples:
      match:
        - ['deploy:$', '6$cAj0DYo2VActzd6P$1VJ3qj/29NnnH05edH8Qn1HExSQ1hQ3BRQp9rKXe8QrI8UrERjC2D81/bKJ1ZTvJ4mgN5sBxBk00ZP1xjmeDlL:19000:0:99999:7:::']
      no-match:
        - ['deploy:', '!:19000:0:99999:7:::']
        - ['deploy:$', '6$salt$hash']

"""###,
    "Policies/secrets/unkey.yaml": ###"""
provider: Unkey
rules:
  - id: unkey-root-key
    title: Unkey root key
    pattern: '(?<![0-9A-Za-z])unkey_[0-9A-Za-z]{22,28}(?![0-9A-Za-z])'
    keywords: ['unkey_']
    severity: critical
    minimum-entropy: 3.5
    token-length: 28
    allows: Making and revoking keys
    revoke: https://www.unkey.com/docs/security/root-keys
    examples:
      match:
        - ['un', 'key_zQTjgb6hA8eVVhBZJnVCycvpbPi']
        - ['token: "un', 'key_f2F6T7bikuT5fuXXClyiOpSgjt"']
      no-match:
        - ['un', 'key_f2F6T7bikuT']
        - ['un', 'key_xxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/unsplash.yaml": ###"""
provider: Unsplash
rules:
  - id: unsplash-secret
    title: Unsplash key
    pattern: '[0-9A-Za-z_-]{43}'
    assigned-to: [unsplash]
    severity: low
    minimum-entropy: 4
    form: random
    allows: Calling the API as the application
    revoke: https://unsplash.com/documentation
    examples:
      match:
        - ['UN', 'SPLASH_SECRET_KEY="hs', 'jUafzSmtm4fqqgIXdT2WwHWX7NVEy8E30P8cZqVow"']
        - ['un', 'splash_secret_key: Iu', 'XhYQQbr7JBmuVyOrD-QmhPP9c2c7pZNfkZrEVizxg']
      no-match:
        - ['UN', 'SPLASH_SECRET_KEY="NR', 'OS7-MKIGhGudZEgFu"']
        - ['other_secret_key = "NR', 'OS7-MKIGhGudZEgFu7pErlL4iKtPBJY6-IOwj-F7r"']
        - ['UN', 'SPLASH_SECRET_KEY="xx', 'xx0-xxxxxxxxxxxxx0xxxxx0xxxxxxx0-xxxx-x0x"']

"""###,
    "Policies/secrets/upcloud.yaml": ###"""
provider: UpCloud
rules:
  - id: upcloud-token
    title: UpCloud API token
    pattern: '(?<![0-9A-Za-z])ucat_[0-9A-Z]{26}(?![0-9A-Za-z])'
    keywords: ['ucat_']
    severity: critical
    minimum-entropy: 3.5
    token-length: 31
    allows: Changing servers
    revoke: https://upcloud.com/docs/guides/getting-started-upcloud-api/
    examples:
      match:
        - ['uc', 'at_ERU4NQ3E38I5VSVXV1T1T603CR']
        - ['token: "uc', 'at_DF071UQWINC74Z3H835SCWDIUI"']
      no-match:
        - ['uc', 'at_DF071UQWINC74']
        - ['uc', 'at_xxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/val-town.yaml": ###"""
provider: Val Town
rules:
  - id: val-town-token
    title: Val Town API token
    pattern: '(?<![0-9A-Za-z])vtwn_[0-9A-Za-z]{27,33}(?![0-9A-Za-z])'
    keywords: ['vtwn_']
    severity: medium
    minimum-entropy: 4
    token-length: 32
    allows: Running and changing code
    revoke: https://docs.val.town/reference/api/authentication/
    examples:
      match:
        - ['vt', 'wn_nCYPxm2ZqUEXcQmPqDcI9OIn3uQDh']
        - ['token: "vt', 'wn_pwenKp0QJWo7s3d7fjmZdsdWyYGTmwB4m"']
      no-match:
        - ['vt', 'wn_pwenKp0QJWo7s']
        - ['vt', 'wn_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']

"""###,
    "Policies/secrets/vercel.yaml": ###"""
provider: Vercel
rules:
  - id: vercel-token
    title: Vercel access token
    pattern: '(?<![0-9A-Za-z])vc[piark]_[0-9A-Za-z]{56}(?![0-9A-Za-z])'
    keywords: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_']
    severity: critical
    validate: crc32-base62
    token-length: 60
    allows: Deploying and reading environment variables
    revoke: https://vercel.com/docs/rest-api
    examples:
      match:
        - ['vc', 'p_h8Zw0H50ju9KnPrpaQg8km09218C1v3mJ8H3ElXiLyunvjk3YF4YHz5R']
        - ['vc', 'k_OcEJigmaKZ1ZxVvHoCQG6KL5MSZJoji5ZF3VtHTrmlppsW7ySY2ckDgS']
      no-match:
        - ['vc', 'p_aGTVl5JXbQq7sKaDybkLDToIiQW0NqNCUHASSQIRkrXC8pmaWJ1lZCB0']

"""###,
    "Policies/secrets/virustotal.yaml": ###"""
provider: VirusTotal
rules:
  - id: virustotal-api-key
    title: VirusTotal API key
    pattern: '[0-9a-f]{64}'
    assigned-to: [virustotal, vt-api]
    severity: medium
    minimum-entropy: 3.3
    form: mixed
    allows: 'Reading and sending samples at the account''s limits'
    revoke: https://docs.virustotal.com/docs/please-give-me-an-api-key
    examples:
      match:
        - ['VI', 'RUSTOTAL_API_KEY="29', '6ca87fdb328ea5ede99d1311726bb87fa3d98bc516983a827b16c118d61ce4"']
        - ['vi', 'rustotal_api_key: 46', '1f8158a6c4d29b9cf53942b5ea164ff3b7583e9ca3418754a6539b8def22fe']
      no-match:
        - ['VI', 'RUSTOTAL_API_KEY="a2', '1dcf246b16deb3019c032cff87cd"']
        - ['other_api_key = "a2', '1dcf246b16deb3019c032cff87cd50058b61747abbb6d5b748516d214525dc"']
        - ['VI', 'RUSTOTAL_API_KEY="xx', '0xxx000x00xxx0000x000xxx00xx00000x00000xxxx0x0x000000x000000xx"']

"""###,
    "Policies/secrets/vonage.yaml": ###"""
provider: Vonage
rules:
  - id: vonage-secret
    title: Vonage API secret
    pattern: '[0-9A-Za-z]{16}'
    assigned-to: [vonage, nexmo]
    severity: high
    minimum-entropy: 3
    form: mixed
    allows: 'Calling and sending at the account''s cost'
    revoke: https://developer.vonage.com/en/getting-started/concepts/authentication
    examples:
      match:
        - ['VO', 'NAGE_API_SECRET="WV', '6UgJ6EuURlpibg"']
        - ['vo', 'nage_api_secret: QT', 'z9Yg1XrRZ1xUEo']
      no-match:
        - ['VO', 'NAGE_API_SECRET="ol', 'i8PF"']
        - ['other_api_secret = "ol', 'i8PF0TEc5CtCir"']
        - ['VO', 'NAGE_API_SECRET="xx', 'x0xx0xxx0xxxxx"']

"""###,
    "Policies/secrets/voyage.yaml": ###"""
provider: Voyage AI
rules:
  - id: voyage-api-key
    title: Voyage AI API key
    pattern: '(?<![0-9A-Za-z_-])pa-[0-9A-Za-z_-]{43}(?![0-9A-Za-z_-])'
    keywords: ['pa-']
    severity: medium
    minimum-entropy: 4
    token-length: 46
    allows: Calling models on the account
    revoke: https://docs.voyageai.com/docs/api-key-and-installation
    examples:
      match:
        - ['pa', '-4VqNScwwHEcY_1AxYhZE9SuhCkoCATaqPJ_kIW9RyUf']
        - ['token: "pa', '-illlE1pa-0qwL1pLYfDUx2sQZh446KRA0Lfu-ulhqK-"']
      no-match:
        - ['pa', '-illlE1pa-0qwL1pLYfDUx']
        - ['pa', '-xxxxxxxxxxxxxxxxxxxxx-xxxxx_xxxxxx-xxxxxxxx']

"""###,
    "Policies/secrets/vultr.yaml": ###"""
provider: Vultr
rules:
  - id: vultr-api-key
    title: Vultr API key
    pattern: '[0-9A-Z]{36}'
    assigned-to: [vultr]
    severity: critical
    minimum-entropy: 3.5
    form: mixed
    allows: Changing servers
    revoke: https://docs.vultr.com/platform/other/api
    examples:
      match:
        - ['VU', 'LTR_API_KEY="X9', 'A3PK0GJ97PEUI8A9RKKWAYQHUPBCIQ6A6A"']
        - ['vu', 'ltr_api_key: 3F', '9YOCGXUYL5F261VX2M63RGHZUXML9DNWA4']
      no-match:
        - ['VU', 'LTR_API_KEY="7G', 'PF9P8T4598WNPH"']
        - ['other_api_key = "7G', 'PF9P8T4598WNPH3WVFCLRXBDC8NQYZMMFT"']
        - ['VU', 'LTR_API_KEY="xx', 'xx0x0x0000xxxx0xxxxxxxxxx0xxxxxxxx"']

"""###,
    "Policies/secrets/wakatime.yaml": ###"""
provider: WakaTime
rules:
  - id: wakatime-api-key
    title: WakaTime API key
    pattern: '(?<![0-9A-Za-z])waka_[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9A-Za-z])'
    keywords: ['waka_']
    severity: low
    minimum-entropy: 3.3
    token-length: 41
    allows: Reading coding activity
    revoke: https://wakatime.com/developers
    examples:
      match:
        - ['wa', 'ka_818291e6-8b41-4671-8d75-64739a79e393']
        - ['token: "wa', 'ka_e277409b-9724-44e3-9ddb-11978f702fe9"']
      no-match:
        - ['wa', 'ka_e277409b-9724-44e3']
        - ['wa', 'ka_xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx']

"""###,
    "Policies/secrets/webex.yaml": ###"""
provider: Webex
rules:
  - id: webex-bot-token
    title: Webex access token
    pattern: '(?<![0-9A-Za-z])[0-9A-Za-z]{64}_(?:PF84|P0A1|PE93|A52D)_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])'
    keywords: ['_PF84_', '_P0A1_', '_PE93_', '_A52D_']
    severity: high
    minimum-entropy: 4
    window: 128
    allows: Reading and posting messages
    revoke: https://developer.webex.com/docs/bots
    examples:
      match:
        - ['8ccJ0ib5FWFOlcDKT6Cry9pIdTTjOcKkq1U87y1mwH06nI8Ol2P3jH98wXS7Yyvy_PF', '84_fb5eba17-d527-9140-5d47-6826793ae1a4']
      no-match:
        - ['5ni5mbZ4dEiDdbPr1iIA_PF', '84_bc6268c0-8bc1-c1ae-4540-b2231ceda4c9']

"""###,
    "Policies/secrets/webflow.yaml": ###"""
provider: Webflow
rules:
  - id: webflow-token
    title: Webflow API token
    pattern: '[0-9a-f]{64}'
    assigned-to: [webflow]
    severity: medium
    minimum-entropy: 3.3
    form: mixed
    allows: Changing sites
    revoke: https://developers.webflow.com/data/reference/token/
    examples:
      match:
        - ['WE', 'BFLOW_API_TOKEN="2a', '04f13d815558b47ef4cfb36e90289fe555ad85d312f0445859e15853739fde"']
        - ['we', 'bflow_api_token: d6', '1a8d8b023b46dae5ee2fd8c3d902bf85a21433d63091e9c5222548639682fd']
      no-match:
        - ['WE', 'BFLOW_API_TOKEN="09', '6966ae260822810330ca49257d9a"']
        - ['other_api_token = "09', '6966ae260822810330ca49257d9ae8389d9c53357d1146021f5a823a52585a"']
        - ['WE', 'BFLOW_API_TOKEN="xx', '0000xx000000000000xx00000x0xx0000x0x00000x0000000x0x000x00000x"']

"""###,
    "Policies/secrets/wecom.yaml": ###"""
provider: WeCom
rules:
  - id: wecom-webhook
    title: WeCom robot webhook
    pattern: 'qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})'
    keywords: ['qyapi.weixin.qq.com/cgi-bin/webhook/send']
    capture: 1
    severity: medium
    minimum-entropy: 2.5
    validate: uuid
    allows: Posting into a group
    revoke: https://developer.work.weixin.qq.com/document/path/91770
    examples:
      match:
        - ['https://qyapi.wei', 'xin.qq.com/cgi-bin/webhook/send?key=802895a3-3944-47e3-8cd1-76c3cf63955b']
      no-match:
        - ['https://qyapi.wei', 'xin.qq.com/cgi-bin/webhook/send?key=KEY']

"""###,
    "Policies/secrets/weights-biases.yaml": ###"""
provider: 'Weights & Biases'
rules:
  - id: wandb-api-key
    title: 'Weights & Biases API key'
    pattern: '(?<![0-9A-Za-z])wandb_v1_[0-9A-Za-z_]{77}(?![0-9A-Za-z])'
    keywords: ['wandb_v1_']
    severity: high
    minimum-entropy: 4
    token-length: 86
    allows: Reading and changing runs
    revoke: https://docs.wandb.ai/support/find_api_key/
    examples:
      match:
        - ['wan', 'db_v1_kDa_5nQoFnkn1x_xqj0JYChGeaBCkKjswSlYh5MNebjGvh6p6KSAuGBViD4EuXZVjLkaD4qj4txIJ']
        - ['token: "wan', 'db_v1_hXpveLsWa5gfckemNJ214RK2vwY9eXgkRu8Jtd7xclkm9FkK0YxbOKhflT4_mt17VOQMtd9I4TlZw"']
      no-match:
        - ['wan', 'db_v1_hXpveLsWa5gfckemNJ214RK2vwY9eXgkRu8Jtd']
        - ['wan', 'db_v1_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxx']
  - id: wandb-legacy-key
    title: 'Weights & Biases API key of the first form'
    pattern: '[0-9a-f]{40}'
    assigned-to: [wandb]
    severity: high
    minimum-entropy: 3
    form: mixed
    allows: Reading and changing runs
    revoke: https://docs.wandb.ai/support/find_api_key/
    examples:
      match:
        - ['WA', 'NDB_API_KEY="00', 'f38f788bc849df795806da522d2c0d1dac3e24"']
        - ['wa', 'ndb_api_key: 42', '15d8df24232999e4be2163067d836a1bdc01f5']
      no-match:
        - ['WA', 'NDB_API_KEY="0f', 'cbc27a4cfd1cc58e"']
        - ['other_api_key = "0f', 'cbc27a4cfd1cc58e7f662b334759268fd9c6db"']
        - ['WA', 'NDB_API_KEY="xx', 'xxx00x0xxx0xx00x0x000x000000000xx0x0xx"']

"""###,
    "Policies/secrets/wireguard.yaml": ###"""
provider: WireGuard
rules:
  - id: wireguard-private-key
    title: WireGuard private or preshared key
    pattern: '(?m)^[ \t]{0,8}(?:PrivateKey|PresharedKey)[ \t]{0,3}=[ \t]{0,3}([0-9A-Za-z+/]{42}[AEIMQUYcgkosw048]=)(?![0-9A-Za-z+/=])'
    keywords: ['PrivateKey', 'PresharedKey']
    capture: 1
    severity: critical
    minimum-entropy: 4
    followed-by: assignment
    allows: Joining the network as the peer
    revoke: https://www.wireguard.com/quickstart/
    examples:
      match:
        - ["[Interface]\nPrivate", "Key = F9YghJUToRq3xcyeRtcCBsN7WURnPier3m+dIJdIJpk=\n"]
        - ["[Peer]\nPreshared", 'Key=GD3h446HAAWRbEd2GTrK/b4YAb1cMO15MPHFPj5oLm0=']
      no-match:
        - ["[Interface]\nPublic", 'Key = gu61gDZLAZ7uPXFdiXlTV77q62Do6Qwq9FEyo28aK/k=']
        - ["[Interface]\nPrivate", 'Key = <private key>']

"""###,
    "Policies/secrets/wordpress.yaml": ###"""
provider: WordPress
rules:
  - id: wordpress-salt
    title: WordPress key or salt
    pattern: 'define\(\s{0,3}[''\"](?:AUTH|SECURE_AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)[''\"]\s{0,3},\s{1,12}[''\"]([^''\"\n]{64})[''\"]\s{0,3}\)'
    keywords:
      - 'AUTH_KEY'
      - 'LOGGED_IN_KEY'
      - 'NONCE_KEY'
      - 'AUTH_SALT'
      - 'LOGGED_IN_SALT'
      - 'NONCE_SALT'
    capture: 1
    severity: medium
    minimum-entropy: 4.5
    followed-by: assignment
    allows: Forging the cookies of anybody signed in
    revoke: https://developer.wordpress.org/advanced-administration/security/
    examples:
      match:
        - ['define(''AUTH_K', 'EY'', ''9[e1)%)?uDa?X|B?I6_]_K;;|^Fm5-6j:cADXItTU9(,RFb^@2B?Us[Te@lS0gb3'');']
        - ['define( ''NONCE_SA', 'LT'',       ''%D&sBDK09V)fP:DR#[!UUQpRh5Zkv4W^zZiiPOxo^o_?(!TwIMkh-R3M5O4Wb1Ho'' );']
      no-match:
        - ['define(''AUTH_K', 'EY'', ''put your unique phrase here'');']

"""###,
    "Policies/secrets/workato.yaml": ###"""
provider: Workato
rules:
  - id: workato-token
    title: Workato API token
    pattern: '(?<![0-9A-Za-z_-])(?:wrkaus-|wrkaeu-|wrka-)eyJ[0-9A-Za-z_-]{8,400}\.[0-9A-Za-z_-]{16,400}\.[0-9A-Za-z_-]{64,400}(?![0-9A-Za-z_-])'
    keywords: ['wrkaus-', 'wrkaeu-', 'wrka-']
    severity: high
    minimum-entropy: 4
    token-length: 98
    window: 1024
    allows: Changing recipes
    revoke: https://docs.workato.com/workato-api/api-clients.html
    examples:
      match:
        - ['wrk', 'aus-eyJy2xvdbz2OCOK4QYSL1xdqYoW8kj80UJu.MNkaHj5jM4me2tFjZqiK7E385kz.lxMvY5yLYeLwQ-wt28WRoJVlzjkPxUh_YLCx8MRxewUlZIE66vIo6oLP9hmfAKR1']
        - ['token: "wrk', 'aeu-eyJea3t9KynR258xDx7Ypc4QcNs7S0un.KnBGP9Z348Y-fc0EHS49GTlpcrm1TwKGF4owXsJW.ixHgSc9okj-QUrKvr-CRbqqS_nI4084buZDVuBe2PT9jjftLDeuvZbNt1sprrZYnLdbWP4_iKpBwUDmRe4"']
      no-match:
        - ['wrk', 'aeu-eyJea3t9KynR258xDx7Ypc4QcNs7S0un.KnBGP9Z348Y']
        - ['wrk', 'aus-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxx-xxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxx_xx_xxxxxxxxxxxxx-x_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxx-x']

"""###,
    "Policies/secrets/workos.yaml": ###"""
provider: WorkOS
rules:
  - id: workos-api-key
    title: WorkOS API key
    pattern: '(?<![0-9A-Za-z])(?:sk_live_a2V5Xz|sk_test_a2V5Xz)[0-9A-Za-z+/]{60,80}={0,2}(?![0-9A-Za-z+/=])'
    keywords: ['sk_live_a2V5Xz', 'sk_test_a2V5Xz']
    severity: critical
    minimum-entropy: 4
    token-length: 74
    preferred: true
    allows: Reading directories, signing in people
    revoke: https://workos.com/docs/reference/api-keys
    examples:
      match:
        - ['sk_te', 'st_a2V5Xzxz7pvODSCuZeQ+hEIoDmrRdaCX9opmY0uFX6JSBm1kjJrsKxOgYp9lmJnQZTF2qK5RDx7zruITGN==']
        - ['token: "sk_li', 've_a2V5Xz+xvtChj12/W8ZQUvFrgCwVzkb94fSkcdNs3nxV4cbx/BJf0BuK7nJyuudczbxihQJU"']
      no-match:
        - ['sk_li', 've_a2V5Xz+xvtChj12/W8ZQUvFrgCwVzkb94fSk']
        - ['sk_te', 'st_a2V5Xzxxxxxxxxxxxxxx/x/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=']

"""###,
    "Policies/secrets/xai.yaml": ###"""
provider: xAI
rules:
  - id: xai-api-key
    title: xAI API key
    pattern: '(?<![0-9A-Za-z])xai-[0-9A-Za-z]{80}(?![0-9A-Za-z])'
    keywords: ['xai-']
    severity: high
    minimum-entropy: 3.5
    token-length: 84
    allows: 'Calling models at the account''s cost'
    revoke: https://console.x.ai
    examples:
      match:
        - ['xa', 'i-FDpCbeUZsEomvVype1dSmQcq48nDox7K8OKX5QFbTr4b8pwAgY91bCFZf1ckMUcPibnYIRxcFN9rgZfr']
      no-match:
        - ['xa', 'i-Om2qUqpM6fq79FXqGSmEymblZhQ5Ao']

"""###,
    "Policies/secrets/yandex.yaml": ###"""
provider: Yandex
rules:
  - id: yandex-cloud-api-key
    title: Yandex Cloud API key
    pattern: '(?<![0-9A-Za-z_-])AQVN[0-9A-Za-z_-]{35,38}(?![0-9A-Za-z_-])'
    keywords: ['AQVN']
    severity: high
    minimum-entropy: 4
    token-length: 39
    allows: Calling services on the account
    revoke: https://yandex.cloud/en/docs/iam/concepts/authorization/api-key
    examples:
      match:
        - ['AQ', 'VNhyTVSL4XnWs3X9GuISALMgrUbvAu6nJw9XtuI-']
        - ['token: "AQ', 'VNAMR6OPoodRYZRWZldjk7VFJJA2sxStv9g3K"']
      no-match:
        - ['AQ', 'VNAMR6OPoodRYZRWZld']
        - ['AQ', 'VNxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxx']
  - id: yandex-iam-token
    title: Yandex Cloud IAM token
    pattern: '(?<![0-9A-Za-z._-])t1\.[0-9A-Za-z_-]{100,400}={0,2}\.[0-9A-Za-z_-]{86}={0,2}(?![0-9A-Za-z_=-])'
    keywords: ['t1.']
    severity: high
    minimum-entropy: 4
    token-length: 190
    window: 1024
    allows: What the account may do, for hours
    revoke: https://yandex.cloud/en/docs/iam/concepts/authorization/iam-token
    examples:
      match:
        - ['t1', '.9Q3AZHM8kI3FbUjEalfjrxo_2YWrKX5sodL25yKAwmkeiLTkg7nsadf5gVnBbKfoZQ1R4L6Ik_mVjbijWjh80bHEOGR2VBMNm468XEiAkEkJpRI4PQ_yMNCOPZ0X.JPQsU3sA9oepTmGI2l5SYLLACHua4MH6dmP_HvmZz2ELZsLWYkIRoQY4tkXFe2VSNt4lMrhTwbfrCtwmBhARb-=']
        - ['token: "t1', '.vY0DW5jdq7kORJwRSJ2y56mn4ptwsPowtOyT7qrtbNleeQX8ejJponP5DMIUbIA8ie5_OWbWCKRSNNz9nCZaGuszJ5KdVfPh-sSRITn0IF8qHLDmBs0Di8ngH.fdBuBpZs0xy9IgKR1kmm43KCfXf3VzO1NOARgEsxuJzqHm6SGDv-WGSKIcpNehc5KbhNB6pa9W7He_0wAmV1w0=="']
      no-match:
        - ['t1', '.vY0DW5jdq7kORJwRSJ2y56mn4ptwsPowtOyT7qrtbNleeQX8ejJponP5DMIUbIA8ie5_OWbWCKRSNNz9nCZaGuszJ5KdV']
        - ['t1', '.xxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxx-xxxx']
  - id: yandex-oauth-token
    title: Yandex OAuth token
    pattern: '(?<![0-9A-Za-z_-])(?:y0_AgAA|y0__x)[0-9A-Za-z_-]{50,60}(?![0-9A-Za-z_-])'
    keywords: ['y0_AgAA', 'y0__x']
    severity: critical
    minimum-entropy: 4
    token-length: 55
    allows: Acting for the account
    revoke: https://yandex.cloud/en/docs/iam/concepts/authorization/oauth-token
    examples:
      match:
        - ['y0_', 'AgAAcHysYw_zG5Kz8TOVp4MhaYg2IDeP66lUCDrKzi9cE2ZkGJg_03ov']
        - ['token: "y0_', '_xFrnyDAreg0ngLLbOT5TD5myx9VDjNdogJrYULW9r6XQ0nTzUV5V3ZM_Pn_"']
      no-match:
        - ['y0_', '_xFrnyDAreg0ngLLbOT5TD5myx9']
        - ['y0_', 'AgAAxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxx']

"""###,
    "Policies/secrets/zapier.yaml": ###"""
provider: Zapier
rules:
  - id: zapier-webhook
    title: Zapier webhook
    pattern: 'hooks\.zapier\.com/hooks/catch/\d{4,10}/([0-9a-z]{6,12})(?![0-9a-z])'
    keywords: ['hooks.zapier.com/hooks/catch/']
    capture: 1
    severity: low
    minimum-entropy: 2
    allows: Starting the Zap behind it
    revoke: https://help.zapier.com/hc/en-us/articles/8496288690317
    examples:
      match:
        - ['https://hooks.zap', 'ier.com/hooks/catch/1622745/b3kq9zt/']
      no-match:
        - ['https://hooks.zap', 'ier.com/hooks/catch/6748358/']

"""###,
    "Policies/secrets/zendesk.yaml": ###"""
provider: Zendesk
rules:
  - id: zendesk-token
    title: Zendesk API token
    pattern: '[0-9A-Za-z]{40}'
    assigned-to: [zendesk]
    severity: critical
    minimum-entropy: 4
    form: mixed
    allows: Reading tickets as any agent
    revoke: https://developer.zendesk.com/api-reference/introduction/security-and-auth/
    examples:
      match:
        - ['ZE', 'NDESK_API_TOKEN="F4', 'S7ikuP035uEAf3onTuweOCXCtJbxRAAfflmBbo"']
        - ['ze', 'ndesk_api_token: pe', 'tvH4fppMg9UQFm1TAhM3QV952n8VOAHHm4rop0']
      no-match:
        - ['ZE', 'NDESK_API_TOKEN="Bk', 't4WyvovwDFyJxBXP"']
        - ['other_api_token = "Bk', 't4WyvovwDFyJxBXPhx55SBaCXHHPYFoypzE7Yd"']
        - ['ZE', 'NDESK_API_TOKEN="xx', 'x0xxxxxxxxxxxxxxxx00xxxxxxxxxxxxxxx0xx"']

"""###,
    "Policies/secrets/zhipu.yaml": ###"""
provider: Zhipu AI
rules:
  - id: zhipu-api-key
    title: Zhipu (Z.ai) API key
    pattern: '[0-9a-f]{32}\.[0-9A-Za-z]{16}'
    assigned-to: [zhipu, zai-api, glm-api]
    severity: medium
    minimum-entropy: 3.5
    form: mixed
    allows: Calling models on the account
    revoke: https://docs.z.ai/guides/overview/quick-start
    examples:
      match:
        - ['ZH', 'IPU_API_KEY="9c', 'b0fca98b35607510db5e2c1c80eaf4.HjOlmZJWUchAfiDn"']
        - ['zh', 'ipu_api_key: 76', 'b66ff76d39bcbab027d329326cd6dd.QT9aonN5hBW7PUHR']
      no-match:
        - ['ZH', 'IPU_API_KEY="a7', '990a48643b0f1b5a4a04"']
        - ['other_api_key = "a7', '990a48643b0f1b5a4a0485ccbcda1b.cDhWKL6fy8yVKfai"']
        - ['ZH', 'IPU_API_KEY="xx', '000x00000x0x0x0x0x0000xxxxxx0x.xxxxxx0xx0xxxxxx"']

"""###,
    "Policies/secrets/zoho.yaml": ###"""
provider: Zoho
rules:
  - id: zoho-token
    title: Zoho access or refresh token
    pattern: '(?<![0-9A-Za-z_-])1000\.[0-9a-f]{32}\.[0-9a-f]{32}(?![0-9A-Za-z_-])'
    keywords: ['1000.']
    severity: high
    minimum-entropy: 3
    token-length: 70
    allows: Reading and changing the data it is for
    revoke: https://www.zoho.com/accounts/protocol/oauth/token-limits.html
    examples:
      match:
        - ['10', '00.758d84f5adc47c003efae5a9e8b85c1d.2b06719f7386a7a739e0c102ce39b738']
      no-match:
        - ['10', '00.7a9efe1aa46c56df42f1300d6fe2804f.241082805e82']

"""###,
    "Policies/secrets/zuplo.yaml": ###"""
provider: Zuplo
rules:
  - id: zuplo-api-key
    title: Zuplo API key
    pattern: '(?<![0-9A-Za-z])zpka_[0-9A-Za-z]{32}_[0-9a-f]{8}(?![0-9A-Za-z])'
    keywords: ['zpka_']
    severity: high
    validate: crc32-hex-body
    token-length: 46
    allows: Calling the gateway as a consumer
    revoke: https://zuplo.com/docs/articles/api-key-leak-detection
    examples:
      match:
        - ['zp', 'ka_lF8mzc1r2MJS8gpnFF5WP3V7XyTymUcJ_246194df']
      no-match:
        - ['zp', 'ka_lF8mzc1r2MJS8gpnFF5WP3V7XyTymUcJ_246194da']

"""###,
    "Policies/topics/access.yaml": ###"""
# Accounts of customers and sign-in: the subjects that questions ask about and controls speak of.
topics:
  - id: customer-mfa
    title: "Multi-factor authentication for customers"
    phrases: [mfa for customers, customer mfa, mfa for end users, mfa for users of the product,
      users can enable mfa, customers can turn on mfa, offer mfa to customers,
      mfa available to customers, mfa for user accounts, product mfa]
    hints: [authenticator app, totp, passkey, security key, webauthn, second factor, end users]
    maps-to:
      ccm4: ["IAM-14"]
      ccm41: ["IAM-13"]
      iso27001: ["A.8.5"]
      soc2: ["CC6.1"]
      nist80053: ["IA-8", "IA-2(1)"]
      csf2: ["PR.AA-03"]
      cis8: ["6.3"]
      pci4: ["8.4.2", "8.3.1"]
      hipaa: ["164.312(d)"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: hardware-keys
    title: "Hardware keys and passkeys"
    phrases: [hardware security keys, "fido2", webauthn, passkeys, hardware tokens,
      phishing-resistant mfa]
    hints: [yubikey, "u2f", security key]
    maps-to:
      ccm4: ["IAM-14"]
      ccm41: ["IAM-13"]
      iso27001: ["A.8.5"]
      soc2: ["CC6.1"]
      nist80053: ["IA-8", "IA-2(1)"]
      csf2: ["PR.AA-03"]
      cis8: ["6.3"]
      pci4: ["8.4.2", "8.3.1"]
      hipaa: ["164.312(d)"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: sso
    title: "Single sign-on for customers"
    phrases: [sso, federated identity, federated authentication, identity federation,
      integrate with our identity provider]
    hints: [idp, okta, azure ad, entra, identity provider, oidc, federation, saml, openid connect]
    maps-to:
      ccm4: ["IAM-14", "IAM-16"]
      ccm41: ["IAM-13", "IAM-15"]
      iso27001: ["A.5.16", "A.8.5"]
      soc2: ["CC6.1"]
      nist80053: ["IA-8", "IA-2"]
      csf2: ["PR.AA-03", "PR.AA-04"]
      cis8: ["6.7", "5.6"]
      pci4: ["8.3.1"]
      hipaa: ["164.312(d)"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
      mvsp: ["2.1"]
  - id: scim
    title: "Automatic provisioning of users"
    phrases: [scim, automatic user provisioning, user provisioning and deprovisioning automated,
      automated provisioning]
    hints: [directory sync, provision, deprovision]
    maps-to:
      ccm4: ["IAM-06", "IAM-07"]
      ccm41: ["IAM-06", "IAM-07"]
      iso27001: ["A.5.16"]
  - id: password-hashing
    title: "Passwords stored hashed"
    phrases: [passwords hashed, password hashing, hash passwords, hashed passwords,
      passwords stored hashed, store passwords hashed]
    hints: [bcrypt, "argon2", scrypt, "pbkdf2", credential storage, user passwords, salted hash,
      passwords salted and hashed, salted passwords, salt passwords]
    opposites: [passwords stored in plain text, store passwords in clear text, plaintext passwords,
      passwords stored unhashed, passwords stored in clear text, store plain text passwords]
    maps-to:
      ccm4: ["IAM-15"]
      ccm41: ["IAM-14"]
      iso27001: ["A.5.17"]
      soc2: ["CC6.1"]
      nist80053: ["IA-5(1)"]
      csf2: ["PR.AA-01"]
      cis8: ["5.2", "3.11"]
      gdpr: ["32(1)(a)"]
      dpdpa: ["8(5)"]
      mvsp: ["2.4"]
  - id: password-policy
    title: "Rules for passwords"
    phrases: [password policy, strong passwords required, password requirements, password rules,
      enforce strong passwords]
    hints: [characters, breached passwords, password reuse, composition, minimum password length,
      password length, password complexity, password strength]
    maps-to:
      ccm4: ["IAM-02", "IAM-15"]
      ccm41: ["IAM-02", "IAM-14"]
      iso27001: ["A.5.17"]
      soc2: ["CC6.1"]
      nist80053: ["IA-5(1)"]
      csf2: ["PR.AA-01"]
      cis8: ["5.2"]
      pci4: ["8.3.6", "8.3.5"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
      mvsp: ["2.4"]
  - id: password-length
    title: "Length of passwords"
    phrases: [minimum password length, password length, passwords have characters,
      password characters, length of passwords]
    hints: [short passwords, minimum length]
  - id: login-lockout
    title: "Sign-in attempts limited"
    phrases: [account lockout, lock accounts after failed logins, brute-force protection,
      failed login attempts limited, login attempts limited, limit failed logins, lockout,
      accounts locked after failed attempts, protection against brute force, limit login attempts]
    hints: [credential stuffing, throttle, captcha, unsuccessful attempts, invalid logon]
    maps-to:
      ccm4: ["IAM-14", "IAM-15"]
      ccm41: ["IAM-13", "IAM-14"]
      iso27001: ["A.8.5"]
      soc2: ["CC6.1", "CC6.6"]
      nist80053: ["AC-7"]
      csf2: ["PR.AA-03"]
      cis8: ["4.10", "6.3"]
      pci4: ["8.3.4"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
      mvsp: ["2.4"]
  - id: session-expiry
    title: "Sessions end"
    phrases: [session timeout, sessions expire, idle timeout, inactivity timeout, session expiry,
      automatic logout, sessions time out, inactive sessions terminated, log out inactive users]
    hints: [session lifetime, inactivity, idle]
    opposites: [sessions never expire]
    maps-to:
      ccm4: ["IAM-14"]
      ccm41: ["IAM-13"]
      iso27001: ["A.8.5"]
      soc2: ["CC6.1"]
      nist80053: ["AC-12", "SC-10", "AC-11"]
      csf2: ["PR.AA-03"]
      cis8: ["4.3"]
      pci4: ["8.2.8"]
      hipaa: ["164.312(a)(2)(iii)"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: session-revocation
    title: "Sessions can be revoked"
    phrases: [session revocation, revoke sessions, sessions revoked, log out all sessions,
      terminate active sessions]
    hints: [sign out everywhere, invalidate tokens, password change]
    maps-to:
      ccm4: ["IAM-14"]
      ccm41: ["IAM-13"]
      iso27001: ["A.8.5"]
      soc2: ["CC6.1"]
      nist80053: ["AC-12", "SC-10", "AC-11"]
      csf2: ["PR.AA-03"]
      cis8: ["4.3"]
      pci4: ["8.2.8"]
      hipaa: ["164.312(a)(2)(iii)"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: session-cookies
    title: "Cookies of sessions are protected"
    phrases: [secure cookies, secure cookie attributes, session cookies protected, cookie flags]
    hints: [cookie attributes, csrf, httponly, samesite]
  - id: rbac
    title: "Roles and permissions in the product"
    phrases: [role-based access control, rbac, roles and permissions, role-based permissions,
      user roles, access by role, access limited by role, access restricted by role]
    hints: [permission levels, access rights, authorization model, admin roles,
      granular permissions]
    maps-to:
      ccm4: ["IAM-16", "IAM-05"]
      ccm41: ["IAM-15", "IAM-05"]
      iso27001: ["A.5.15", "A.5.18", "A.8.3"]
      soc2: ["CC6.3"]
      nist80053: ["AC-2", "AC-3", "AC-6"]
      csf2: ["PR.AA-05"]
      cis8: ["6.8", "3.3"]
      pci4: ["7.2.1", "7.2.2", "7.3.2"]
      hipaa: ["164.312(a)(1)", "164.308(a)(4)(ii)(C)"]
      gdpr: ["32(1)(b)", "25(2)"]
      dpdpa: ["8(5)"]
  - id: token-verification
    title: "Requests are authenticated"
    phrases: [api authentication, requests authenticated, authenticate api requests,
      tokens verified, token verification, api requests require authentication,
      authenticated requests]
    hints: [bearer, api keys, unauthenticated endpoints, oauth, jwt signatures verified]
    opposites: [unauthenticated access, endpoints without authentication]
    maps-to:
      ccm4: ["IAM-14", "IAM-16"]
      ccm41: ["IAM-13", "IAM-15"]
      iso27001: ["A.8.5", "A.8.3"]
      soc2: ["CC6.1"]
      nist80053: ["IA-2", "IA-8", "IA-5(2)", "SC-23"]
      csf2: ["PR.AA-03", "PR.AA-04"]
      cis8: ["16.11", "6.6"]
      pci4: ["8.3.1"]
      hipaa: ["164.312(d)", "164.312(a)(1)"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: anomaly-signin
    title: "Suspicious sign-ins"
    phrases: [suspicious sign-in detection, detect suspicious logins, anomalous login detection,
      unusual sign-in alerts, suspicious logins detected, detect anomalous logins]
    hints: [unusual location, impossible travel, risk-based, new device notification,
      impossible travel detection]
    maps-to:
      ccm4: ["LOG-05", "IAM-14"]
      ccm41: ["LOG-05", "IAM-13"]
      iso27001: ["A.8.16", "A.8.5"]
      soc2: ["CC6.8", "CC7.2"]
      nist80053: ["IA-10", "AC-2(12)"]
      csf2: ["DE.CM-03", "PR.AA-03"]
      cis8: ["8.11", "13.1"]
      pci4: ["10.4.1"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: email-verification
    title: "E-mail addresses are verified"
    phrases: [email verification, verify email addresses, email addresses verified]
    hints: [confirm address, sign-up]
    maps-to:
      ccm4: ["IAM-02", "IAM-15"]
      ccm41: ["IAM-02", "IAM-14"]
      iso27001: ["A.5.17"]
      soc2: ["CC6.1"]
      nist80053: ["IA-5(1)"]
      csf2: ["PR.AA-01"]
      cis8: ["5.2"]
      pci4: ["8.3.6", "8.3.5"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: oauth-scope
    title: "Third-party access limited"
    phrases: [oauth scopes, limited scopes, third-party app permissions, minimal oauth scopes,
      integration permissions limited]
    hints: [integrations, connected apps, consent]
    maps-to:
      ccm4: ["IAM-05", "AIS-04"]
      ccm41: ["IAM-05", "AIS-04"]
      iso27001: ["A.5.15", "A.8.3"]
      soc2: ["CC6.3"]
      nist80053: ["AC-6", "AC-20", "CM-7"]
      csf2: ["PR.AA-05"]
      cis8: ["6.1", "3.3"]
      pci4: ["7.2.2", "8.2.7"]
      hipaa: ["164.308(a)(4)(i)"]
      gdpr: ["5(1)(c)", "25(2)"]
      dpdpa: ["8(5)"]
  - id: ip-allowlist
    title: "Access limited by address"
    phrases: [ip allowlist, ip whitelisting, restrict access by ip address, ip restrictions,
      limit access to ip addresses, ip address restriction]
    hints: [source addresses, network location]
    maps-to:
      ccm4: ["IAM-05", "AIS-04"]
      ccm41: ["IAM-05", "AIS-04"]
      iso27001: ["A.5.15", "A.8.3"]
      soc2: ["CC6.3"]
      nist80053: ["AC-6", "AC-20", "CM-7"]
      csf2: ["PR.AA-05"]
      cis8: ["6.1", "3.3"]
      pci4: ["7.2.2", "8.2.7"]
      hipaa: ["164.308(a)(4)(i)"]
      gdpr: ["5(1)(c)", "25(2)"]
      dpdpa: ["8(5)"]

"""###,
    "Policies/topics/backup.yaml": ###"""
# Backups and continuity: the subjects that questions ask about and controls speak of.
topics:
  - id: backup-schedule
    title: "Backups on a schedule"
    phrases: [regular backups, data backed up, backups taken, back up data, perform backups,
      backup schedule, daily backups, backups performed, databases backed up]
    hints: [snapshot, backup frequency, copy, automatic backups]
    maps-to:
      ccm4: ["BCR-08"]
      ccm41: ["BCR-08"]
      iso27001: ["A.8.13"]
      soc2: ["A1.2"]
      nist80053: ["CP-9"]
      csf2: ["PR.DS-11"]
      cis8: ["11.2", "11.1"]
      pci4: ["9.4.1.1"]
      hipaa: ["164.308(a)(7)(ii)(A)", "164.310(d)(2)(iv)"]
      gdpr: ["32(1)(b)", "32(1)(c)", "5(1)(e)"]
      dpdpa: ["8(5)"]
      mvsp: ["4.4"]
  - id: backup-retention
    title: "How long backups are kept"
    phrases: [backup retention, backups kept, backups retained, retain backups, keep backups,
      backups stored for]
    hints: [backup age, days of backups]
    maps-to:
      ccm4: ["BCR-08"]
      ccm41: ["BCR-08"]
      iso27001: ["A.8.13"]
      soc2: ["A1.2"]
      nist80053: ["CP-9"]
      csf2: ["PR.DS-11"]
      cis8: ["11.2", "11.1"]
      pci4: ["9.4.1.1"]
      hipaa: ["164.308(a)(7)(ii)(A)", "164.310(d)(2)(iv)"]
      gdpr: ["32(1)(b)", "32(1)(c)", "5(1)(e)"]
      dpdpa: ["8(5)"]
  - id: backup-encrypted
    title: "Encryption of backups"
    phrases: [backups encrypted, encrypt backups, encrypted backups, backup encryption,
      backup data encrypted, encryption of backups]
    hints: [snapshot, backup media, tapes]
    opposites: [unencrypted backups]
    maps-to:
      ccm4: ["BCR-08", "CEK-03"]
      ccm41: ["BCR-08", "CEK-03"]
      iso27001: ["A.8.13", "A.8.24"]
      soc2: ["CC6.1", "A1.2"]
      nist80053: ["CP-9", "CP-9(8)"]
      csf2: ["PR.DS-11", "PR.DS-01"]
      cis8: ["11.3"]
      pci4: ["9.4.1.1"]
      hipaa: ["164.308(a)(7)(ii)(A)", "164.312(a)(2)(iv)"]
      gdpr: ["32(1)(a)", "32(1)(c)"]
      dpdpa: ["8(5)"]
  - id: backup-offsite
    title: "Backups kept apart"
    phrases: [off-site backups, backups in another region, backups in a separate account,
      offsite backup, backups stored separately, geographically separate backups,
      backups replicated to another location, backups in a different location]
    hints: [remote, second location, immutable, geographic]
    maps-to:
      ccm4: ["BCR-08", "BCR-11"]
      ccm41: ["BCR-08", "BCR-11"]
      iso27001: ["A.8.13", "A.8.14"]
      soc2: ["A1.2"]
      nist80053: ["CP-6", "CP-9(3)"]
      csf2: ["PR.DS-11"]
      cis8: ["11.4"]
      pci4: ["9.4.1.1"]
      hipaa: ["164.308(a)(7)(ii)(A)"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
      mvsp: ["4.4"]
  - id: restore-test
    title: "Restores are tested"
    phrases: [restore test, restores tested, test restores, backup restoration tested,
      backups tested, test backups, recovery from backup tested, restoration tests,
      test of backup restoration, tested backups]
    hints: [recovery exercise, restore drill, restorability]
    maps-to:
      ccm4: ["BCR-08", "BCR-10"]
      ccm41: ["BCR-08", "BCR-10"]
      iso27001: ["A.8.13", "A.5.30"]
      soc2: ["A1.3", "CC7.5"]
      nist80053: ["CP-9(1)", "CP-4", "CP-10"]
      csf2: ["RC.RP-03", "PR.DS-11"]
      cis8: ["11.5"]
      hipaa: ["164.308(a)(7)(ii)(D)"]
      gdpr: ["32(1)(c)", "32(1)(d)"]
      dpdpa: ["8(5)"]
      mvsp: ["4.4"]
  - id: point-in-time-recovery
    title: "Point-in-time recovery"
    phrases: [point-in-time recovery, pitr, restore to any point in time]
    hints: [write-ahead log, granular recovery]
    maps-to:
      ccm4: ["BCR-08"]
      ccm41: ["BCR-08"]
      iso27001: ["A.8.13"]
      soc2: ["A1.2"]
      nist80053: ["CP-9"]
      csf2: ["PR.DS-11"]
      cis8: ["11.2", "11.1"]
      pci4: ["9.4.1.1"]
      hipaa: ["164.308(a)(7)(ii)(A)", "164.310(d)(2)(iv)"]
      gdpr: ["32(1)(b)", "32(1)(c)", "5(1)(e)"]
      dpdpa: ["8(5)"]
  - id: business-continuity
    title: "Business continuity plan"
    phrases: [business continuity plan, bcp, business continuity, continuity plan]
    hints: [resilience, disruption, business impact analysis, continuity strategy, crisis]
    maps-to:
      ccm4: ["BCR-01", "BCR-04"]
      ccm41: ["BCR-01", "BCR-04"]
      iso27001: ["A.5.29", "A.5.30"]
      soc2: ["CC9.1"]
      nist80053: ["CP-2"]
  - id: disaster-recovery
    title: "Disaster recovery plan"
    phrases: [disaster recovery plan, disaster recovery, dr plan]
    hints: [failover, disaster, recovery site, rto, rpo]
    maps-to:
      ccm4: ["BCR-09"]
      ccm41: ["BCR-09"]
      iso27001: ["A.5.30"]
      soc2: ["A1.2"]
      nist80053: ["CP-2"]
      mvsp: ["4.4"]
  - id: recovery-objectives
    title: "Recovery time and recovery point"
    phrases: [recovery time objective, recovery point objective, rto, rpo]
    hints: [recovery targets, maximum data loss, outage length]
    maps-to:
      ccm4: ["BCR-02", "BCR-03"]
      ccm41: ["BCR-02", "BCR-03"]
      iso27001: ["A.5.30"]
  - id: multi-region
    title: "Running in more than one region"
    phrases: [multi-region, multiple regions, several regions, geographic redundancy, second region,
      regional failover, geographically redundant]
    hints: [availability zone, redundancy, single region, data center outage, active-active]
    maps-to:
      ccm4: ["BCR-11"]
      ccm41: ["BCR-11"]
      iso27001: ["A.8.14"]
  - id: uptime-sla
    title: "Availability that is promised"
    phrases: [uptime sla, availability sla, service level agreement, uptime target,
      availability commitment, uptime guarantee, availability target, uptime commitment]
    hints: ["99.9", downtime, availability percentage, sla credits]
    maps-to:
      ccm4: ["BCR-03", "STA-09", "IVS-02"]
      ccm41: ["BCR-03", "STA-11", "I&S-02"]
      iso27001: ["A.8.14", "A.5.30", "A.8.6"]
      soc2: ["A1.1", "CC2.3"]
      nist80053: ["CP-2", "SC-5", "SA-9"]
      csf2: ["PR.IR-04", "GV.OC-04"]
      hipaa: ["164.308(a)(7)(i)"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: status-page
    title: "Public status page"
    phrases: [status page, public status page, service status published]
    hints: [outage communication, incident updates]
    maps-to:
      ccm4: ["BCR-03", "STA-09", "IVS-02"]
      ccm41: ["BCR-03", "STA-11", "I&S-02"]
      iso27001: ["A.8.14", "A.5.30", "A.8.6"]
      soc2: ["A1.1", "CC2.3"]
      nist80053: ["CP-2", "SC-5", "SA-9"]
      csf2: ["PR.IR-04", "GV.OC-04"]
      hipaa: ["164.308(a)(7)(i)"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: capacity
    title: "Capacity planning"
    phrases: [capacity planning, capacity monitored, auto-scaling, scale automatically]
    hints: [load, performance, resources]
    maps-to:
      ccm4: ["IVS-02"]
      ccm41: ["I&S-02"]
      iso27001: ["A.8.6"]
      soc2: ["A1.1"]

"""###,
    "Policies/topics/data.yaml": ###"""
# Data and privacy: the subjects that questions ask about and controls speak of.
topics:
  - id: data-deletion
    title: "Data is deleted on request and at the end"
    phrases: [data deletion, delete customer data, data deleted, customer data deleted,
      deletion of data, delete our data, data erased, erase customer data]
    hints: [erasure, return of data, contract end, certificate of destruction, purge,
      delete data on request, data deleted on termination, data deleted at the end of the contract,
      delete data on termination, data destroyed at termination, data deleted upon request]
    opposites: [retain data after termination, keep customer data after the contract ends]
    maps-to:
      ccm4: ["DSP-16", "DSP-11", "DSP-02"]
      ccm41: ["DSP-16", "DSP-11", "DSP-02"]
      iso27001: ["A.8.10", "A.5.34"]
      soc2: ["C1.2", "P4.3", "CC6.5"]
      nist80053: ["SI-12", "SI-12(3)", "MP-6"]
      csf2: ["PR.DS-01", "ID.AM-08"]
      cis8: ["3.5", "3.1"]
      pci4: ["3.2.1"]
      hipaa: ["164.310(d)(2)(i)"]
      gdpr: ["17", "28(3)(g)", "5(1)(e)"]
      dpdpa: ["8(7)", "12"]
      mvsp: ["1.8"]
  - id: data-retention
    title: "How long data is kept"
    phrases: [data retention, data retention policy, retention periods, retention schedule,
      data kept for, data retained for, retention of customer data, defined retention periods]
    hints: [keep, schedule, archive]
    maps-to:
      ccm4: ["DSP-16"]
      ccm41: ["DSP-16"]
      iso27001: ["A.5.33", "A.8.10"]
      soc2: ["C1.2", "P4.2"]
      nist80053: ["SI-12"]
      csf2: ["ID.AM-08"]
      cis8: ["3.4", "3.1"]
      pci4: ["3.2.1"]
      hipaa: ["164.316(b)(2)(i)"]
      gdpr: ["5(1)(e)", "13"]
      dpdpa: ["8(7)"]
  - id: pii-purge
    title: "Personal data is wiped by itself"
    phrases: [automatic deletion of personal data, personal data purged automatically,
      automatic purge, automatically delete personal data]
    hints: [expire, scheduled wipe]
    maps-to:
      ccm4: ["DSP-16"]
      ccm41: ["DSP-16"]
      iso27001: ["A.8.10"]
      soc2: ["C1.2", "P4.2", "P4.3"]
      nist80053: ["SI-12", "SI-12(3)"]
      csf2: ["ID.AM-08", "PR.DS-01"]
      cis8: ["3.4", "3.5"]
      pci4: ["3.2.1"]
      gdpr: ["5(1)(e)", "5(1)(c)", "25(1)"]
      dpdpa: ["8(7)"]
  - id: temp-files
    title: "Temporary files are removed"
    phrases: [temporary files deleted, temporary files removed, temp files]
    hints: [scratch, working copies]
    maps-to:
      ccm4: ["DSP-16"]
      ccm41: ["DSP-16"]
      iso27001: ["A.8.10"]
      soc2: ["C1.2", "P4.2", "P4.3"]
      nist80053: ["SI-12", "SI-12(3)"]
      csf2: ["ID.AM-08", "PR.DS-01"]
      cis8: ["3.4", "3.5"]
      pci4: ["3.2.1"]
      gdpr: ["5(1)(e)", "5(1)(c)", "25(1)"]
      dpdpa: ["8(7)"]
  - id: data-residency
    title: "Where data is stored"
    phrases: [data residency, data location, where data is stored, data hosted in, hosting location,
      data center location, customer data stored in, customer data hosted in,
      where customer data is hosted, country where data is stored, customer data stored,
      where data is hosted]
    hints: [region, country, eu, germany, geography, localisation, jurisdiction,
      data stored in the eu, data stored within the european union]
    maps-to:
      ccm4: ["DSP-19", "DSP-10"]
      ccm41: ["DSP-19", "DSP-10"]
      soc2: ["CC2.3", "C1.1"]
      nist80053: ["SA-9(5)", "CM-12"]
      csf2: ["ID.AM-07", "GV.OC-03"]
      pci4: ["12.5.2"]
  - id: data-transfer
    title: "Data that leaves the country"
    phrases: [international data transfers, cross-border transfers, standard contractual clauses,
      transfer of personal data to third countries, cross-border data transfer]
    hints: [sccs, adequacy, third country, privacy framework]
    maps-to:
      ccm4: ["DSP-10"]
      ccm41: ["DSP-10"]
      iso27001: ["A.5.14"]
  - id: hosting
    title: "Who hosts the service"
    phrases: [cloud hosting provider, hosting provider, cloud provider, hosted in the cloud,
      hosted by]
    hints: [aws, azure, gcp, iaas, data center operator, hosted on aws]
    maps-to:
      ccm4: ["DSP-19", "DSP-10"]
      ccm41: ["DSP-19", "DSP-10"]
      soc2: ["CC2.3", "C1.1"]
      nist80053: ["SA-9(5)", "CM-12"]
      csf2: ["ID.AM-07", "GV.OC-03"]
      pci4: ["12.5.2"]
  - id: on-premises
    title: "Running at the customer's site"
    phrases: [on-premises deployment, on-premise, self-hosted deployment, private deployment,
      installed on premises]
    hints: [own data center, air-gapped]
  - id: data-classification
    title: "Data is classified"
    phrases: [data classification, classify data, data classified, data classification scheme,
      information classification, data classified by sensitivity, classification of data]
    hints: [labels, sensitivity, confidential]
    maps-to:
      ccm4: ["DSP-03", "DSP-04"]
      ccm41: ["DSP-03", "DSP-04"]
      iso27001: ["A.5.9", "A.5.12", "A.5.13"]
      soc2: ["C1.1", "CC3.2"]
      nist80053: ["RA-2", "CM-12", "AC-16"]
      csf2: ["ID.AM-05", "ID.AM-07"]
      cis8: ["3.7", "3.2"]
      pci4: ["9.4.2", "12.5.1"]
      hipaa: ["164.308(a)(7)(ii)(E)"]
      gdpr: ["30", "32(2)"]
      dpdpa: ["8(4)"]
  - id: data-inventory
    title: "Data is listed"
    phrases: [data inventory, inventory of data, record of processing activities, data map,
      records of processing, data mapping, list of data collected, ropa, inventory of personal data]
    hints: [data flow, processing register, what data is collected]
    maps-to:
      ccm4: ["DSP-03", "DSP-04"]
      ccm41: ["DSP-03", "DSP-04"]
      iso27001: ["A.5.9", "A.5.12", "A.5.13"]
      soc2: ["C1.1", "CC3.2"]
      nist80053: ["RA-2", "CM-12", "AC-16"]
      csf2: ["ID.AM-05", "ID.AM-07"]
      cis8: ["3.7", "3.2"]
      pci4: ["9.4.2", "12.5.1"]
      hipaa: ["164.308(a)(7)(ii)(E)"]
      gdpr: ["30", "32(2)"]
      dpdpa: ["8(4)"]
      mvsp: ["3.1"]
  - id: data-flow-diagram
    title: "How data flows"
    phrases: [data flow diagram, data flow diagrams, architecture diagram, network diagram,
      diagram of data flows]
    hints: [components, trust boundaries]
    maps-to:
      ccm4: ["DSP-05"]
      ccm41: ["DSP-05"]
      mvsp: ["3.2"]
  - id: data-minimisation
    title: "Only what is needed is collected"
    phrases: [data minimisation, collect only necessary data, minimum necessary data,
      minimise data collected, collect only what is needed, data minimization]
    hints: [purpose limitation, proportional]
    maps-to:
      ccm4: ["DSP-08", "DSP-07"]
      ccm41: ["DSP-08", "DSP-07"]
      soc2: ["P3.1", "C1.1"]
      nist80053: ["PT-2", "PM-25", "SI-12(1)"]
      gdpr: ["5(1)(c)", "25(2)"]
  - id: client-side-processing
    title: "Data stays in the browser"
    phrases: [processed in the browser, client-side processing, data never leaves the device,
      processed on the device]
    hints: [local, browser only]
    maps-to:
      ccm4: ["DSP-08", "DSP-07"]
      ccm41: ["DSP-08", "DSP-07"]
      soc2: ["P3.1", "C1.1"]
      nist80053: ["PT-2", "PM-25", "SI-12(1)"]
      gdpr: ["5(1)(c)", "25(2)"]
  - id: payment-scope
    title: "Card data"
    phrases: [card data handled by a payment provider, payment processor,
      cardholder data handled by, payment card processing outsourced,
      card payments handled by a provider, payment provider handles cards]
    hints: [stripe, credit card, pan, saq, pci, cardholder, pci dss scope,
      payments handled by a pci-compliant provider]
    opposites: [store card numbers, store credit card data, store cardholder data,
      store payment card data, store credit card numbers, card numbers stored,
      cardholder data stored]
    maps-to:
      iso27001: ["A.5.19", "A.5.31"]
      soc2: ["CC9.2", "CC6.7"]
      csf2: ["GV.SC-05", "GV.OC-03"]
      cis8: ["15.1", "3.1"]
  - id: no-sale
    title: "Data is not sold"
    phrases: [data not sold, not sell personal data, do not sell data, never sell customer data,
      personal data not sold]
    hints: [advertising, monetise, data brokers, ccpa sale, data not used for advertising]
    opposites: [sell personal data, sell customer data, sell data, sell personal information,
      sell our data, data sold]
    maps-to:
      ccm4: ["DSP-12"]
      ccm41: ["DSP-12"]
      soc2: ["P6.1", "P4.1"]
      nist80053: ["PT-2", "PT-3"]
  - id: data-sharing
    title: "Data given to others"
    phrases: [data shared with third parties, share data with third parties,
      disclose data to third parties, third-party data sharing]
    hints: [recipients, partners, disclosure]
    maps-to:
      ccm4: ["DSP-14", "DSP-13", "STA-07"]
      ccm41: ["DSP-14", "DSP-13", "STA-08"]
      soc2: ["CC9.2", "P6.4"]
      nist80053: ["SA-9", "SR-2", "PM-30(1)"]
      csf2: ["GV.SC-04", "ID.AM-04"]
      cis8: ["15.1"]
      pci4: ["12.8.1"]
      hipaa: ["164.308(b)(1)"]
      dpdpa: ["8(2)", "11"]
  - id: privacy-rights
    title: "Rights of the people behind the data"
    phrases: [data subject requests, data subject rights, right of access, subject access requests,
      data subject access requests, respond to data subject requests, privacy rights requests,
      requests from data subjects]
    hints: [dsar, rectification, portability, consumer requests]
    maps-to:
      ccm4: ["DSP-11", "DSP-08"]
      ccm41: ["DSP-11", "DSP-08"]
      iso27001: ["A.5.34", "A.5.31"]
      soc2: ["P5.1", "P5.2", "P8.1", "P1.1"]
      nist80053: ["PT-5", "PM-20", "PM-26"]
      csf2: ["GV.OC-03"]
      gdpr: ["12", "15", "17", "24"]
  - id: privacy-policy
    title: "Privacy notice"
    phrases: [privacy policy, privacy notice, published privacy policy]
    hints: [transparency, notice to individuals]
    maps-to:
      ccm4: ["DSP-01"]
      ccm41: ["DSP-01"]
      iso27001: ["A.5.34"]
  - id: privacy-laws
    title: "Privacy laws are followed"
    phrases: [gdpr compliance, comply with gdpr, gdpr compliant, ccpa compliance, comply with ccpa,
      privacy law compliance, comply with data protection law, comply with privacy laws]
    hints: [dpdpa, regulation, legislation]
    maps-to:
      ccm4: ["DSP-11", "DSP-08"]
      ccm41: ["DSP-11", "DSP-08"]
      iso27001: ["A.5.34", "A.5.31"]
      soc2: ["P5.1", "P5.2", "P8.1", "P1.1"]
      nist80053: ["PT-5", "PM-20", "PM-26"]
      csf2: ["GV.OC-03"]
      gdpr: ["12", "15", "17", "24"]
  - id: dpia
    title: "Impact assessments"
    phrases: [data protection impact assessment, privacy impact assessment, dpia, pia]
    hints: [high risk processing]
    maps-to:
      ccm4: ["DSP-09"]
      ccm41: ["DSP-09"]
  - id: dpo
    title: "Data protection officer"
    phrases: [data protection officer, dpo, privacy officer]
    hints: [appointed, representative]
    maps-to:
      ccm4: ["DSP-11", "DSP-08"]
      ccm41: ["DSP-11", "DSP-08"]
      iso27001: ["A.5.34", "A.5.31"]
      soc2: ["P5.1", "P5.2", "P8.1", "P1.1"]
      nist80053: ["PT-5", "PM-20", "PM-26"]
      csf2: ["GV.OC-03"]
      gdpr: ["12", "15", "17", "24"]
  - id: customer-data-export
    title: "Customers can take their data along"
    phrases: [data export, export customer data, data portability, customers can export their data,
      export our data, data returned in a standard format]
    hints: [csv, api, exit, migration]
    maps-to:
      ccm4: ["IPY-03", "IPY-04"]
      ccm41: ["IPY-03", "IPY-04"]
  - id: ai-no-training
    title: "Customer data does not train models"
    phrases: [customer data not used to train ai, no training on customer data,
      data not used for model training, not train ai models on customer data, ai training opt-out]
    hints: [machine learning, llm, model provider, openai, training data]
    opposites: [train ai models on customer data, customer data used to train,
      use our data to train, use customer data for training,
      train machine learning models on customer data, used for ai training,
      customer data used for model training]
    maps-to:
      ccm4: ["DSP-12", "DSP-13"]
      ccm41: ["DSP-12", "DSP-13"]
      nist80053: ["PT-2", "PT-3", "SA-9"]
      csf2: ["GV.SC-05", "GV.OC-03"]
      cis8: ["15.4"]
      hipaa: ["164.308(b)(1)"]
      dpdpa: ["6", "8(2)"]
  - id: ai-zero-retention
    title: "AI providers keep nothing"
    phrases: [zero data retention, zero retention, ai provider keeps no data,
      no retention by the ai provider]
    hints: [prompts, abuse monitoring, model provider, llm, retention of prompts]
    opposites: [ai provider keeps data, ai provider retains data]
    maps-to:
      ccm4: ["DSP-12", "DSP-13"]
      ccm41: ["DSP-12", "DSP-13"]
      nist80053: ["PT-2", "PT-3", "SA-9"]
      csf2: ["GV.SC-05", "GV.OC-03"]
      cis8: ["15.4"]
      hipaa: ["164.308(b)(1)"]
      dpdpa: ["6", "8(2)"]
  - id: ai-use
    title: "Artificial intelligence in the product"
    phrases: [use ai, artificial intelligence, machine learning, large language models,
      generative ai, ai features, ai used]
    hints: [llm, openai, model, chatbot]
    maps-to:
      ccm4: ["DSP-12", "DSP-13"]
      ccm41: ["DSP-12", "DSP-13"]
      nist80053: ["PT-2", "PT-3", "SA-9"]
      csf2: ["GV.SC-05", "GV.OC-03"]
      cis8: ["15.4"]
      hipaa: ["164.308(b)(1)"]
      dpdpa: ["6", "8(2)"]
  - id: ai-human-review
    title: "People check what models say"
    phrases: [human review of ai, human in the loop, human oversight of ai,
      ai results reviewed by a person]
    hints: [confidence, override, automated decision]
    maps-to:
      ccm4: ["AIS-04"]
      ccm41: ["AIS-04"]
      iso27001: ["A.8.26"]
      csf2: ["PR.DS-10"]

"""###,
    "Policies/topics/development.yaml": ###"""
# Making software: the subjects that questions ask about and controls speak of.
topics:
  - id: secure-pipeline
    title: "A development process with security in it"
    phrases: [secure development lifecycle, sdlc, secure software development, secure sdlc,
      secure development process, security in the development process,
      software development lifecycle]
    hints: [ci/cd, pipeline, shift left, development methodology]
    maps-to:
      ccm4: ["AIS-04"]
      ccm41: ["AIS-04"]
      iso27001: ["A.8.25"]
      soc2: ["CC8.1"]
      nist80053: ["SA-3"]
      mvsp: ["3.5"]
  - id: secret-management
    title: "Secrets are kept in a store"
    phrases: [secrets management, secrets manager, secrets stored in a vault, secret management,
      secrets vault, manage secrets, credentials stored in a vault, secrets kept in a managed store,
      secrets stored securely]
    hints: [api keys, environment variables, credentials, vault]
    maps-to:
      ccm4: ["IAM-15", "CEK-10"]
      ccm41: ["IAM-14", "CEK-10"]
      iso27001: ["A.5.17", "A.8.24"]
      soc2: ["CC6.1"]
      nist80053: ["IA-5", "IA-5(7)", "SC-12"]
      csf2: ["PR.AA-01"]
      cis8: ["5.2", "16.11"]
      pci4: ["8.6.2", "8.6.3", "3.6.1.2"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: secret-rotation
    title: "Secrets are changed"
    phrases: [secret rotation, rotate secrets, secrets rotated, credentials rotated,
      rotate credentials, rotation of credentials]
    hints: [api keys changed, lifetime of secrets]
    maps-to:
      ccm4: ["IAM-15", "CEK-10"]
      ccm41: ["IAM-14", "CEK-10"]
      iso27001: ["A.5.17", "A.8.24"]
      soc2: ["CC6.1"]
      nist80053: ["IA-5", "IA-5(7)", "SC-12"]
      csf2: ["PR.AA-01"]
      cis8: ["5.2", "16.11"]
      pci4: ["8.6.2", "8.6.3", "3.6.1.2"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: secret-scanning
    title: "Repositories are searched for secrets"
    phrases: [secret scanning, scan repositories for secrets, scan code for secrets,
      repositories scanned for secrets, detect secrets in code, code scanned for secrets,
      scan source code for secrets, source code searched for secrets,
      scanned for committed secrets, searched for committed secrets]
    hints: [leaked credentials, pre-commit, git history, secrets detected before commit]
    maps-to:
      ccm4: ["AIS-05", "IAM-15"]
      ccm41: ["AIS-05", "IAM-14"]
      soc2: ["CC6.1", "CC8.1"]
      nist80053: ["IA-5(7)", "SA-11(1)"]
      csf2: ["PR.PS-06", "ID.RA-01"]
      cis8: ["16.12"]
      pci4: ["6.2.3", "8.6.2"]
      gdpr: ["32(1)(d)"]
      dpdpa: ["8(4)"]
  - id: sast
    title: "Static analysis"
    phrases: [static analysis, sast, static code analysis, static application security testing,
      source code scanned for vulnerabilities, automated code analysis]
    hints: [code scanner, linters, semgrep, automated security testing]
    maps-to:
      ccm4: ["AIS-05", "AIS-04"]
      ccm41: ["AIS-05", "AIS-04"]
      iso27001: ["A.8.28", "A.8.29", "A.8.25"]
      soc2: ["CC8.1", "CC7.1"]
      nist80053: ["SA-11", "SA-11(1)"]
      csf2: ["PR.PS-06", "ID.RA-01"]
      cis8: ["16.12"]
      pci4: ["6.2.3", "6.2.4"]
      gdpr: ["25(1)", "32(1)(d)"]
      dpdpa: ["8(4)"]
  - id: dast
    title: "Dynamic tests"
    phrases: [dynamic application security testing, dast, dynamic testing,
      dynamic scans of the application]
    hints: [fuzzing, web scanner]
    maps-to:
      ccm4: ["AIS-05"]
      ccm41: ["AIS-05"]
      iso27001: ["A.8.29"]
      nist80053: ["SA-11"]
  - id: dependency-scan
    title: "Dependencies are checked for known holes"
    phrases: [dependency scanning, software composition analysis, third-party libraries scanned,
      open source components scanned, vulnerable dependencies detected, scan dependencies,
      dependencies scanned, dependencies checked for known vulnerabilities,
      open source vulnerabilities scanned, third-party components scanned,
      scan third-party libraries, scan open source dependencies,
      scan dependencies for vulnerabilities, dependencies scanned for known vulnerabilities,
      components scanned for vulnerabilities, libraries scanned for vulnerabilities,
      third-party code scanned for vulnerabilities]
    hints: [sca, npm, library, components, cve, advisories]
    maps-to:
      ccm4: ["TVM-05", "TVM-07", "AIS-05"]
      ccm41: ["TVM-06", "TVM-03", "AIS-05"]
      iso27001: ["A.8.8", "A.5.21"]
      soc2: ["CC7.1"]
      nist80053: ["RA-5", "SA-11", "SR-3", "SI-2"]
      csf2: ["ID.RA-01", "PR.PS-02"]
      cis8: ["16.4", "16.5", "7.1"]
      pci4: ["6.3.1", "6.3.2"]
      gdpr: ["32(1)(d)"]
      dpdpa: ["8(4)"]
      mvsp: ["2.6"]
  - id: sbom
    title: "Bill of materials"
    phrases: [sbom, software bill of materials, bill of materials]
    hints: [cyclonedx, spdx, component list]
    maps-to:
      ccm4: ["TVM-05"]
      ccm41: ["TVM-06"]
      iso27001: ["A.8.28"]
  - id: vulnerability-scanning
    title: "Systems are scanned for holes"
    phrases: [vulnerability scanning, vulnerability scans, scan for vulnerabilities,
      systems scanned for vulnerabilities, infrastructure scanned for vulnerabilities,
      network vulnerability scans, scan systems for vulnerabilities]
    hints: [scanner, authenticated scan, external scan, asv]
    maps-to:
      ccm4: ["TVM-07"]
      ccm41: ["TVM-03"]
      iso27001: ["A.8.8"]
      soc2: ["CC7.1"]
      nist80053: ["RA-5"]
  - id: patch-sla
    title: "Holes are closed in time"
    phrases: [patch management, vulnerabilities patched, patch vulnerabilities,
      vulnerability remediation, vulnerabilities remediated, patches applied,
      apply security patches, security patches applied, fix vulnerabilities, vulnerabilities fixed,
      remediate vulnerabilities, patch critical vulnerabilities, critical vulnerabilities patched,
      security updates applied]
    hints: [remediation time, severity, timeline, sla, patching]
    maps-to:
      ccm4: ["TVM-03", "AIS-07"]
      ccm41: ["TVM-08", "AIS-07"]
      iso27001: ["A.8.8"]
      soc2: ["CC7.1", "CC7.4"]
      nist80053: ["SI-2", "RA-5", "SI-2(3)"]
      csf2: ["ID.RA-06", "PR.PS-02", "ID.RA-08"]
      cis8: ["7.2", "7.4", "7.7", "16.6"]
      pci4: ["6.3.3", "6.3.1"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(4)"]
      mvsp: ["3.4", "2.6"]
  - id: pr-review
    title: "Code is reviewed"
    phrases: [code review, peer review, code reviewed, changes reviewed, pull request review,
      reviewed by another developer, review code changes, code changes reviewed,
      changes peer reviewed, review of code, reviewed by another person before merge,
      reviewed by another developer before merge, reviewed by another person before they are merged]
    hints: [second pair of eyes, approval, merge request]
    opposites: [merge without review, deploy unreviewed code, code released without review]
    maps-to:
      ccm4: ["CCC-02", "CCC-04", "AIS-04"]
      ccm41: ["CCC-02", "CCC-04", "AIS-04"]
      iso27001: ["A.8.32", "A.8.28", "A.5.3"]
      soc2: ["CC8.1"]
      nist80053: ["CM-3", "CM-3(2)", "SA-11(4)"]
      csf2: ["PR.PS-06", "ID.RA-07"]
      cis8: ["16.1", "16.12"]
      pci4: ["6.2.3", "6.2.3.1", "6.5.1"]
      gdpr: ["32(1)(d)"]
      dpdpa: ["8(4)"]
  - id: branch-protection
    title: "The main branch is protected"
    phrases: [branch protection, protected branches, main branch protected, direct pushes blocked,
      direct commits to main blocked, protect the main branch]
    hints: [force push, repository rules, default branch]
    opposites: [push directly to main, commit directly to main]
    maps-to:
      ccm4: ["CCC-04", "CCC-02", "AIS-06"]
      ccm41: ["CCC-04", "CCC-02", "AIS-06"]
      iso27001: ["A.8.4", "A.8.32", "A.8.31"]
      soc2: ["CC8.1", "CC6.3"]
      nist80053: ["CM-3", "CM-5", "SA-10"]
      cis8: ["16.1"]
      pci4: ["6.5.1"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(4)"]
  - id: change-management
    title: "Changes are managed"
    phrases: [change management, change control, change management process, changes approved,
      change approval]
    hints: [release, rollback, emergency change, change advisory, configuration changes,
      changes approved before deployment, changes tested before release]
    maps-to:
      ccm4: ["CCC-01", "CCC-04"]
      ccm41: ["CCC-01", "CCC-04"]
      iso27001: ["A.8.32"]
      soc2: ["CC8.1"]
      nist80053: ["CM-3"]
  - id: environment-separation
    title: "Environments are kept apart"
    phrases: [separate environments, development separated from production,
      test and production separated, environment separation, separate development and production,
      production separated from test, separate test and production environments,
      keep test and production environments separate, keep development and production separate]
    hints: [staging, non-production, sandbox]
    maps-to:
      ccm4: ["IVS-05"]
      ccm41: ["I&S-05"]
      iso27001: ["A.8.31"]
  - id: test-data
    title: "No real data in tests"
    phrases: [production data not used in test, anonymised test data, synthetic test data,
      test data anonymised]
    hints: [non-production, masking]
    opposites: [production data for testing, customer data used for testing]
    maps-to:
      ccm4: ["DSP-15"]
      ccm41: ["DSP-15"]
      iso27001: ["A.8.33"]
  - id: threat-modelling
    title: "Threat models"
    phrases: [threat modelling, threat models, threat model]
    hints: [design review, stride, attack surface]
    maps-to:
      iso27001: ["A.8.27"]
      mvsp: ["3.3"]
  - id: input-validation
    title: "Input is validated"
    phrases: [input validation, validate input, protection against injection, input validated,
      validate user input]
    hints: [sanitise, escape, parameterised queries, injection, xsrf, csrf token, "owasp top 10",
      "protect against owasp top 10", csrf protection, protection against csrf,
      cross-site scripting protection, protection against xss, xss prevention,
      sql injection prevention, protection against sql injection]
    maps-to:
      ccm4: ["AIS-04"]
      ccm41: ["AIS-04"]
      iso27001: ["A.8.28"]
      nist80053: ["SI-10"]
      mvsp: ["3.3"]
  - id: file-upload
    title: "Uploaded files are checked"
    phrases: [uploaded files scanned, scan uploads for malware, file upload scanning,
      uploads scanned, scan uploaded files, files scanned for malware]
    hints: [attachments, content type]
  - id: webhook-signature
    title: "Webhooks are signed"
    phrases: [webhook signatures, signed webhooks, webhooks signed, webhook signature verification,
      verify webhooks]
    hints: [hmac, callback]
    opposites: [unsigned webhooks]
    maps-to:
      ccm4: ["AIS-04", "IPY-03", "IVS-03"]
      ccm41: ["AIS-04", "IPY-03", "I&S-03"]
      iso27001: ["A.8.26", "A.8.21", "A.5.14"]
      soc2: ["CC6.6", "CC6.7", "PI1.2"]
      nist80053: ["SC-8(1)", "SC-23", "SI-10", "IA-2(8)"]
      csf2: ["PR.DS-02", "PR.AA-03"]
      cis8: ["16.10", "16.11"]
      hipaa: ["164.312(c)(2)", "164.312(e)(2)(i)"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: webhook-replay
    title: "Replayed webhooks are refused"
    phrases: [webhook replay protection, replayed webhooks refused, replay protection]
    hints: [timestamp, nonce]
    maps-to:
      ccm4: ["AIS-04", "IPY-03", "IVS-03"]
      ccm41: ["AIS-04", "IPY-03", "I&S-03"]
      iso27001: ["A.8.26", "A.8.21", "A.5.14"]
      soc2: ["CC6.6", "CC6.7", "PI1.2"]
      nist80053: ["SC-8(1)", "SC-23", "SI-10", "IA-2(8)"]
      csf2: ["PR.DS-02", "PR.AA-03"]
      cis8: ["16.10", "16.11"]
      hipaa: ["164.312(c)(2)", "164.312(e)(2)(i)"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: rate-limiting
    title: "Requests are limited"
    phrases: [rate limiting, rate limits, rate limited, throttling, api rate limits,
      limit request rate, requests rate-limited, limit the rate of requests]
    hints: [abuse, quota, denial of service]
    maps-to:
      ccm4: ["IVS-09", "IVS-02"]
      ccm41: ["I&S-09", "I&S-02"]
      iso27001: ["A.8.6", "A.8.20", "A.8.26"]
      soc2: ["CC6.6", "A1.1"]
      nist80053: ["SC-5", "SC-5(2)"]
      csf2: ["PR.IR-04", "PR.IR-01"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: hardening
    title: "Systems are hardened"
    phrases: [system hardening, hardened configurations, hardening standards, hardened baseline,
      servers hardened, secure configuration baseline, harden servers, hardened systems]
    hints: [default settings, services disabled, images, baseline, cis benchmarks]
    maps-to:
      ccm4: ["IVS-04"]
      ccm41: ["I&S-04"]
      iso27001: ["A.8.9"]
      soc2: ["CC6.8"]
      nist80053: ["CM-6"]
  - id: infrastructure-as-code
    title: "Infrastructure as code"
    phrases: [infrastructure as code, infrastructure defined in code, terraform,
      infrastructure managed as code]
    hints: [configuration drift, templates]
    maps-to:
      ccm4: ["CCC-03"]
      ccm41: ["CCC-03"]
  - id: container-security
    title: "Containers"
    phrases: [container image scanning, containers scanned, scan container images,
      container security, container images scanned]
    hints: [kubernetes, docker, runtime, base image]
    maps-to:
      ccm4: ["IVS-04"]
      ccm41: ["I&S-04"]

"""###,
    "Policies/topics/governance.yaml": ###"""
# Governance and assurance: the subjects that questions ask about and controls speak of.
topics:
  - id: security-policy
    title: "Security policy"
    phrases: [information security policy, security policy, security policies,
      information security programme, written security policy, security program,
      information security policies]
    hints: [approved by management, isms, annual review, communicated]
    maps-to:
      ccm4: ["GRC-01"]
      ccm41: ["GRC-01"]
      iso27001: ["A.5.1"]
      soc2: ["CC5.3"]
      nist80053: ["PL-1"]
  - id: risk-assessment
    title: "Risks are assessed"
    phrases: [risk assessment, risk management, risk assessments, security risk assessment,
      risk management programme, assess risks]
    hints: [treatment, appetite, annual, enterprise risk, risk register]
    maps-to:
      ccm4: ["GRC-02"]
      ccm41: ["GRC-02"]
      soc2: ["CC3.2"]
      nist80053: ["RA-3"]
      csf2: ["ID.RA-05"]
  - id: security-roles
    title: "Who answers for security"
    phrases: [security officer, security roles and responsibilities,
      person responsible for security, roles and responsibilities for security]
    hints: [accountable, organisation chart, board, head of security, ciso, dedicated security team,
      security team]
    maps-to:
      ccm4: ["GRC-06"]
      ccm41: ["GRC-06"]
      iso27001: ["A.5.2"]
      soc2: ["CC1.3"]
  - id: asset-inventory
    title: "Things are listed"
    phrases: [asset inventory, inventory of assets, asset management, assets inventoried]
    hints: [owner, cmdb, register, catalog, hardware inventory, software inventory]
    maps-to:
      ccm4: ["DCS-06", "UEM-04"]
      ccm41: ["DCS-07", "UEM-04"]
      iso27001: ["A.5.9"]
      nist80053: ["CM-8"]
      csf2: ["ID.AM-01"]
  - id: internal-audit
    title: "Own audits"
    phrases: [internal audit, internal audits, audit programme, independent audit of controls,
      audit plan]
    hints: [findings, audit committee, nonconformity]
    maps-to:
      ccm4: ["A&A-01", "A&A-05"]
      ccm41: ["A&A-01", "A&A-05"]
      iso27001: ["A.5.35"]
      soc2: ["CC4.1"]
  - id: soc2-report
    title: "SOC 2 report"
    phrases: ["soc 2", "soc 2 report", "soc2", "soc 2 audit", service organization control report]
    hints: [ssae, aicpa, type ii, trust services criteria, "soc 1", "soc 2 type ii", "soc 2 type 2",
      "soc 2 type 1", "soc 2 type i"]
    maps-to:
      ccm4: ["A&A-02", "GRC-05"]
      ccm41: ["A&A-02", "GRC-05"]
      iso27001: ["A.5.35", "A.5.36"]
      soc2: ["CC4.1", "CC1.2"]
      nist80053: ["CA-2", "CA-7"]
      pci4: ["12.4.2"]
      hipaa: ["164.308(a)(8)"]
      dpdpa: ["10"]
  - id: iso27001-certificate
    title: "ISO/IEC 27001 certificate"
    phrases: ["iso 27001", "iso/iec 27001", "iso 27001 certified", "iso 27001 certification",
      "iso27001", "certified against iso 27001"]
    hints: [isms certificate, statement of applicability, "27017", "27018", "27701"]
    maps-to:
      ccm4: ["A&A-02", "GRC-05"]
      ccm41: ["A&A-02", "GRC-05"]
      iso27001: ["A.5.35", "A.5.36"]
      soc2: ["CC4.1", "CC1.2"]
      nist80053: ["CA-2", "CA-7"]
      pci4: ["12.4.2"]
      hipaa: ["164.308(a)(8)"]
      dpdpa: ["10"]
  - id: certification
    title: "Certificates and reports by others"
    phrases: [security certifications, third-party attestation, independent audit report,
      compliance certifications, independent certification, third-party certification,
      audit reports, security certificate]
    hints: [fedramp, hitrust, hipaa, tisax, csa star, cyber essentials]
    maps-to:
      ccm4: ["A&A-02", "GRC-05"]
      ccm41: ["A&A-02", "GRC-05"]
      iso27001: ["A.5.35", "A.5.36"]
      soc2: ["CC4.1", "CC1.2"]
      nist80053: ["CA-2", "CA-7"]
      pci4: ["12.4.2"]
      hipaa: ["164.308(a)(8)"]
      dpdpa: ["10"]
      mvsp: ["1.6"]
  - id: pci-attestation
    title: "PCI DSS attestation"
    phrases: [pci dss, pci dss compliant, attestation of compliance, pci compliance,
      pci dss certified, pci certified, pci compliant]
    hints: [aoc, saq, merchant, qsa]
    maps-to:
      iso27001: ["A.5.19", "A.5.31"]
      soc2: ["CC9.2", "CC6.7"]
      csf2: ["GV.SC-05", "GV.OC-03"]
      cis8: ["15.1", "3.1"]
  - id: hipaa-compliance
    title: "HIPAA"
    phrases: [hipaa, hipaa compliant]
    hints: [health, ephi, business associate agreement, baa, protected health information, phi]
  - id: posture-document
    title: "Controls described to customers"
    phrases: [security documentation, security whitepaper, trust center, security posture document,
      trust page, security overview]
    hints: [questionnaires, caiq, self-assessment, answers]
    maps-to:
      ccm4: ["STA-03", "STA-04", "GRC-07"]
      ccm41: ["STA-04", "STA-05", "GRC-07"]
      soc2: ["CC2.3"]
      csf2: ["GV.OC-03", "GV.SC-05"]
      cis8: ["15.4"]
      pci4: ["12.9.2", "12.8.5"]
      hipaa: ["164.316(b)(1)"]
      gdpr: ["28(3)(h)", "24", "5(2)"]
  - id: self-assessment
    title: "Yearly self-assessment"
    phrases: [self-assessment, security self-assessment, annual self-assessment,
      mvsp self-assessment]
    hints: [checklist, maturity]
    maps-to:
      ccm4: ["STA-12"]
      ccm41: ["STA-14"]
      mvsp: ["1.3"]
  - id: cyber-insurance
    title: "Insurance"
    phrases: [cyber insurance, cyber liability insurance, insurance coverage]
    hints: [policy limit, premium, coverage amount]
  - id: customer-guidance
    title: "What customers must do"
    phrases: [customer responsibilities, shared responsibility, secure configuration guide,
      customer guidance, shared responsibility model, customer's responsibility]
    hints: [complementary user entity controls, cuec, recommendations]
    maps-to:
      ccm4: ["STA-04"]
      ccm41: ["STA-05"]
      soc2: ["CC2.3"]
  - id: right-to-audit
    title: "Customers may audit"
    phrases: [right to audit, customer audits, audit rights, customers may audit]
    hints: [inspection, on-site audit]
  - id: source-escrow
    title: "Escrow"
    phrases: [source code escrow, escrow, escrow agreement]
    hints: [bankruptcy, release conditions]
  - id: legal-requests
    title: "Requests of authorities for data"
    phrases: [government requests for data, law enforcement requests, government access requests,
      legal requests for data, requests from law enforcement]
    hints: [subpoena, warrant, transparency report]
    maps-to:
      ccm4: ["DSP-18"]
      ccm41: ["DSP-18"]
  - id: accessibility
    title: "Accessibility"
    phrases: [accessibility, wcag, vpat, "wcag 2.1", "section 508"]
    hints: [screen reader, disability]

"""###,
    "Policies/topics/incidents.yaml": ###"""
# When something goes wrong: the subjects that questions ask about and controls speak of.
topics:
  - id: incident-response-plan
    title: "Plan for incidents"
    phrases: [incident response plan, incident response process, incident management process,
      incident response procedure, incident management plan, security incident response,
      incident handling process, incident response team, documented incident response]
    hints: [playbook, csirt, exercise, tabletop, forensics, escalation]
    maps-to:
      ccm4: ["SEF-03", "SEF-01"]
      ccm41: ["SEF-03", "SEF-01"]
      iso27001: ["A.5.24", "A.5.26"]
      soc2: ["CC7.3", "CC7.4"]
      nist80053: ["IR-8", "IR-1", "IR-4"]
      csf2: ["ID.IM-04", "RS.MA-01"]
      cis8: ["17.4", "17.1"]
      pci4: ["12.10.1", "12.10.2"]
      hipaa: ["164.308(a)(6)(i)"]
      gdpr: ["33", "32(1)(c)"]
      dpdpa: ["8(4)", "8(6)"]
      mvsp: ["1.7"]
  - id: incident-triage
    title: "Incidents are classified"
    phrases: [incident triage, incidents classified, incidents triaged,
      incident severity classification, classify incidents, incidents prioritised, triage incidents]
    hints: [severity levels, priority, first response]
    maps-to:
      ccm4: ["SEF-06", "SEF-05"]
      ccm41: ["SEF-06", "SEF-05"]
      iso27001: ["A.5.25"]
      soc2: ["CC7.3"]
      nist80053: ["IR-4", "IR-5"]
      csf2: ["RS.MA-02", "RS.MA-03", "DE.AE-08"]
      cis8: ["17.9", "17.4"]
      pci4: ["12.10.5", "12.10.3"]
      hipaa: ["164.308(a)(6)(ii)"]
      dpdpa: ["8(6)"]
  - id: incident-containment
    title: "Incidents are contained"
    phrases: [incident containment, contain incidents, incidents contained]
    hints: [eradicate, isolation, recover]
    maps-to:
      ccm4: ["SEF-03", "SEF-02"]
      ccm41: ["SEF-03", "SEF-02"]
      iso27001: ["A.5.26", "A.5.28"]
      soc2: ["CC7.4", "CC7.5"]
      nist80053: ["IR-4"]
      csf2: ["RS.MI-01", "RS.MI-02"]
      cis8: ["17.4"]
      pci4: ["12.10.1"]
      hipaa: ["164.308(a)(6)(ii)"]
  - id: incident-exercise
    title: "Incident plan is exercised"
    phrases: [incident response exercise, tabletop exercise, incident response tested,
      test the incident response plan, incident response plan tested, incident drill]
    hints: [simulation, rehearsal]
    maps-to:
      ccm4: ["SEF-04"]
      ccm41: ["SEF-04"]
      nist80053: ["IR-3"]
      csf2: ["ID.IM-02"]
  - id: breach-notify-customers
    title: "Customers are told of a breach"
    phrases: [breach notification, notify customers of a breach, customers notified,
      notify customers of security incidents, customer notification of breach,
      customers told of a breach, inform customers of incidents, notify us of a breach,
      notify affected customers, inform us of security incidents, inform customers of a breach,
      notify customers, notify us of security incidents, customers notified of security incidents,
      notified of a breach, inform us of a data breach]
    hints: ["within 24 hours", "72 hours", undue delay, affected, notice]
    maps-to:
      ccm4: ["SEF-07"]
      ccm41: ["SEF-08"]
      iso27001: ["A.5.26", "A.5.20", "A.6.8"]
      soc2: ["CC7.4", "CC2.3", "P6.6"]
      nist80053: ["IR-6", "IR-6(3)"]
      csf2: ["RS.CO-02"]
      cis8: ["17.2", "17.6"]
      pci4: ["12.10.1", "A1.2.3"]
      gdpr: ["33(2)", "34"]
      dpdpa: ["8(6)"]
      mvsp: ["1.7"]
  - id: breach-notify-regulator
    title: "Authorities are told of a breach"
    phrases: [notify regulators, notify supervisory authority, notify authorities of a breach,
      regulator notification, report breaches to the authority, regulators notified,
      supervisory authority notified, notify the data protection authority]
    hints: ["gdpr article 33", cert-in, data protection authority]
    maps-to:
      ccm4: ["SEF-07", "SEF-08"]
      ccm41: ["SEF-08", "SEF-10"]
      soc2: ["CC2.3", "P6.6"]
      nist80053: ["IR-6"]
      csf2: ["RS.CO-02", "RS.CO-03"]
      cis8: ["17.2"]
      pci4: ["12.10.1"]
      gdpr: ["33(1)", "33(3)", "33(4)"]
      dpdpa: ["8(6)"]
  - id: breach-notify-content
    title: "What the notice of a breach says"
    phrases: [content of breach notification, breach notification includes,
      notice describes the data affected]
    hints: [nature of the breach, categories of data, remedial steps]
    maps-to:
      ccm4: ["SEF-07"]
      ccm41: ["SEF-08"]
      iso27001: ["A.5.26", "A.5.20", "A.6.8"]
      soc2: ["CC7.4", "CC2.3", "P6.6"]
      nist80053: ["IR-6", "IR-6(3)"]
      csf2: ["RS.CO-02"]
      cis8: ["17.2", "17.6"]
      pci4: ["12.10.1", "A1.2.3"]
      gdpr: ["33(2)", "34"]
      dpdpa: ["8(6)"]
  - id: post-mortem
    title: "Reviews after incidents"
    phrases: [post-mortem, post-incident review, root cause analysis, lessons learned,
      post incident report, post-mortems written, root cause analysis after incidents,
      incident post-mortem, post-incident summary, post-incident report]
    hints: [corrective action, blameless, rca]
    maps-to:
      ccm4: ["SEF-05", "SEF-03"]
      ccm41: ["SEF-05", "SEF-03"]
      iso27001: ["A.5.27"]
      soc2: ["CC7.4", "CC7.5", "CC4.2"]
      nist80053: ["IR-4", "IR-4(4)"]
      csf2: ["ID.IM-03", "RS.AN-03", "RC.CO-04"]
      cis8: ["17.8"]
      pci4: ["12.10.6"]
      hipaa: ["164.308(a)(6)(ii)"]
  - id: breach-history
    title: "Breaches of the past"
    phrases: [data breach in the past, past security incidents, had a breach, experienced a breach,
      suffered a breach, breach history, security incident in the last,
      security breaches in the last]
    hints: ["last 12 months", last three years, previous]
  - id: vuln-disclosure
    title: "Reports of holes by outsiders"
    phrases: [vulnerability disclosure policy, vulnerability disclosure programme,
      responsible disclosure, coordinated disclosure, report vulnerabilities,
      vulnerability disclosure, researchers report vulnerabilities, disclosure policy,
      receive vulnerability reports]
    hints: [external reports, researchers, publish contact, "security.txt"]
    maps-to:
      ccm4: ["TVM-08", "SEF-08", "AIS-07"]
      ccm41: ["TVM-09", "SEF-10", "AIS-07"]
      iso27001: ["A.8.8", "A.6.8", "A.5.6"]
      soc2: ["CC2.3", "CC7.1"]
      nist80053: ["RA-5(11)", "SI-5"]
      csf2: ["ID.RA-08", "RS.CO-02"]
      cis8: ["16.2", "17.2"]
      pci4: ["6.3.1", "12.10.1"]
      gdpr: ["32(1)(d)"]
      mvsp: ["1.1"]
  - id: security-txt
    title: "security.txt"
    phrases: ["security.txt", security txt file]
    hints: [well-known, contact file, "rfc 9116"]
    maps-to:
      ccm4: ["TVM-08", "SEF-08", "AIS-07"]
      ccm41: ["TVM-09", "SEF-10", "AIS-07"]
      iso27001: ["A.8.8", "A.6.8", "A.5.6"]
      soc2: ["CC2.3", "CC7.1"]
      nist80053: ["RA-5(11)", "SI-5"]
      csf2: ["ID.RA-08", "RS.CO-02"]
      cis8: ["16.2", "17.2"]
      pci4: ["6.3.1", "12.10.1"]
      gdpr: ["32(1)(d)"]
  - id: security-contact
    title: "Contact for security"
    phrases: [security contact, contact for security, security point of contact,
      security email address, point of contact for security,
      address to which vulnerabilities can be reported, address to report vulnerabilities to]
    hints: [mailbox, who to contact]
    maps-to:
      ccm4: ["TVM-08", "SEF-08", "AIS-07"]
      ccm41: ["TVM-09", "SEF-10", "AIS-07"]
      iso27001: ["A.8.8", "A.6.8", "A.5.6"]
      soc2: ["CC2.3", "CC7.1"]
      nist80053: ["RA-5(11)", "SI-5"]
      csf2: ["ID.RA-08", "RS.CO-02"]
      cis8: ["16.2", "17.2"]
      pci4: ["6.3.1", "12.10.1"]
      gdpr: ["32(1)(d)"]
  - id: vdp-ack
    title: "Reports are acknowledged in time"
    phrases: [reports acknowledged, acknowledge vulnerability reports,
      vulnerability reports acknowledged, respond to vulnerability reports, acknowledge reports]
    hints: [business days, first reply, triage of reports]
    maps-to:
      ccm4: ["TVM-08", "SEF-06"]
      ccm41: ["TVM-09", "SEF-06"]
      iso27001: ["A.8.8", "A.5.25"]
      soc2: ["CC7.3", "CC2.3"]
      nist80053: ["RA-5(11)", "IR-6"]
      csf2: ["ID.RA-08"]
      cis8: ["16.2", "16.6"]
      pci4: ["6.3.1"]
      hipaa: ["164.308(a)(6)(ii)"]
      gdpr: ["32(1)(d)"]
  - id: safe-harbour
    title: "Researchers are not pursued"
    phrases: [safe harbour, safe harbor, legal protection for researchers]
    hints: [good faith, no legal action]
    maps-to:
      ccm4: ["TVM-08", "SEF-08", "AIS-07"]
      ccm41: ["TVM-09", "SEF-10", "AIS-07"]
      iso27001: ["A.8.8", "A.6.8", "A.5.6"]
      soc2: ["CC2.3", "CC7.1"]
      nist80053: ["RA-5(11)", "SI-5"]
      csf2: ["ID.RA-08", "RS.CO-02"]
      cis8: ["16.2", "17.2"]
      pci4: ["6.3.1", "12.10.1"]
      gdpr: ["32(1)(d)"]
  - id: bug-bounty
    title: "Bug bounty"
    phrases: [bug bounty, bounty programme, reward researchers, pay for vulnerability reports,
      bug bounty program]
    hints: [hackerone, bugcrowd, rewards]
    maps-to:
      ccm4: ["TVM-08", "SEF-08", "AIS-07"]
      ccm41: ["TVM-09", "SEF-10", "AIS-07"]
      iso27001: ["A.8.8", "A.6.8", "A.5.6"]
      soc2: ["CC2.3", "CC7.1"]
      nist80053: ["RA-5(11)", "SI-5"]
      csf2: ["ID.RA-08", "RS.CO-02"]
      cis8: ["16.2", "17.2"]
      pci4: ["6.3.1", "12.10.1"]
      gdpr: ["32(1)(d)"]
  - id: pen-test
    title: "Penetration tests"
    phrases: [penetration test, penetration tests, pen test, pentest, penetration testing,
      penetration tested, penetration tests performed]
    hints: [ethical hacking, independent tester, annual test, red team, retest,
      third-party penetration testing, external penetration test]
    maps-to:
      ccm4: ["TVM-06"]
      ccm41: ["TVM-07"]
      soc2: ["CC4.1", "CC7.1"]
      nist80053: ["CA-8", "CA-8(1)"]
      csf2: ["ID.RA-01", "ID.IM-02"]
      cis8: ["18.2", "16.13", "18.3"]
      pci4: ["11.4.3", "11.4.4"]
      hipaa: ["164.308(a)(8)"]
      gdpr: ["32(1)(d)"]
      dpdpa: ["8(4)"]
      mvsp: ["1.4"]
  - id: customer-testing
    title: "Customers may test"
    phrases: [customers may perform penetration tests, customer penetration testing,
      allow customers to test security, customer security testing permitted,
      permit customers to test, customer testing]
    hints: [right to test, own tests, authorisation for testing]
    maps-to:
      mvsp: ["1.2"]

"""###,
    "Policies/topics/logging.yaml": ###"""
# Records and monitoring: the subjects that questions ask about and controls speak of.
topics:
  - id: audit-log-coverage
    title: "Events are recorded"
    phrases: [audit logging, audit logs, audit trail, security events logged, log security events,
      user actions logged, log user activity, events recorded, record security events,
      logging of security events, user activity logged, audit log of user actions]
    hints: [sign-in events, event types, who did what, activity log]
    maps-to:
      ccm4: ["LOG-07", "LOG-08", "LOG-11"]
      ccm41: ["LOG-07", "LOG-09", "LOG-12"]
      iso27001: ["A.8.15"]
      soc2: ["CC7.2", "CC7.3"]
      nist80053: ["AU-2", "AU-3", "AU-12"]
      csf2: ["PR.PS-04", "DE.CM-09"]
      cis8: ["8.2", "8.5", "3.14"]
      pci4: ["10.2.1", "10.2.2"]
      hipaa: ["164.312(b)"]
      gdpr: ["5(2)", "32(1)(b)"]
      dpdpa: ["8(5)"]
      mvsp: ["2.7"]
  - id: audit-log-content
    title: "What a record of an event holds"
    phrases: [audit log content, log entries contain user and timestamp,
      "logs contain user, time and action", who did what and when]
    hints: [timestamp, source address, actor, fields of a log entry]
    maps-to:
      ccm4: ["LOG-07", "LOG-08", "LOG-11"]
      ccm41: ["LOG-07", "LOG-09", "LOG-12"]
      iso27001: ["A.8.15"]
      soc2: ["CC7.2", "CC7.3"]
      nist80053: ["AU-2", "AU-3", "AU-12"]
      csf2: ["PR.PS-04", "DE.CM-09"]
      cis8: ["8.2", "8.5", "3.14"]
      pci4: ["10.2.1", "10.2.2"]
      hipaa: ["164.312(b)"]
      gdpr: ["5(2)", "32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: audit-log-export
    title: "Audit logs for the customer"
    phrases: [audit log export, export audit logs, audit logs available to customers,
      download audit logs, stream audit logs to a siem, customers can export logs,
      customer access to audit logs, logs exported]
    hints: [siem, api for logs, syslog]
    maps-to:
      ccm4: ["LOG-07", "LOG-08", "LOG-11"]
      ccm41: ["LOG-07", "LOG-09", "LOG-12"]
      iso27001: ["A.8.15"]
      soc2: ["CC7.2", "CC7.3"]
      nist80053: ["AU-2", "AU-3", "AU-12"]
      csf2: ["PR.PS-04", "DE.CM-09"]
      cis8: ["8.2", "8.5", "3.14"]
      pci4: ["10.2.1", "10.2.2"]
      hipaa: ["164.312(b)"]
      gdpr: ["5(2)", "32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: audit-log-append-only
    title: "Records cannot be changed"
    phrases: [tamper-evident logs, immutable logs, append-only logs,
      logs protected from modification, logs cannot be changed, logs protected from tampering,
      log integrity, logs protected against alteration, tamper-proof logs, immutable audit logs,
      audit records cannot be changed, protect logs from modification, protect logs from tampering]
    hints: [alteration, deletion of logs, hash chain, worm]
    opposites: [logs be modified, logs be deleted, edit audit logs, delete audit logs,
      administrators modify logs]
    maps-to:
      ccm4: ["LOG-02", "LOG-09", "IAM-12"]
      ccm41: ["LOG-02", "LOG-10"]
      iso27001: ["A.8.15", "A.5.33"]
      nist80053: ["AU-9", "AU-9(2)", "AU-9(3)", "AU-10"]
      csf2: ["PR.PS-04", "PR.DS-01"]
      cis8: ["8.1"]
      pci4: ["10.3.2", "10.3.4"]
      gdpr: ["5(1)(f)", "5(2)"]
      dpdpa: ["8(5)"]
  - id: log-retention
    title: "How long logs are kept"
    phrases: [log retention, logs kept, logs retained, retain logs, keep logs, logs stored for,
      audit log retention, audit logs kept, retention of logs]
    hints: [months, archive, log age]
    maps-to:
      ccm4: ["LOG-02"]
      ccm41: ["LOG-02"]
      iso27001: ["A.8.15", "A.5.33"]
      nist80053: ["AU-11"]
      csf2: ["PR.PS-04"]
      cis8: ["8.10", "8.3"]
      pci4: ["10.5.1"]
      gdpr: ["5(1)(e)", "5(2)"]
      dpdpa: ["8(5)"]
      mvsp: ["2.7"]
  - id: log-redaction
    title: "Secrets and personal data stay out of logs"
    phrases: [sensitive data masked in logs, logs free of sensitive data, log redaction,
      redact logs, no passwords in logs, personal data removed from logs,
      sensitive data kept out of logs, sensitive data removed from logs,
      mask sensitive data in logs, redact sensitive data in logs]
    hints: [scrub, mask, pii in logs, error messages]
    opposites: [log passwords, sensitive data in logs, personal data in logs, log sensitive data,
      secrets in logs]
    maps-to:
      ccm4: ["LOG-08", "DSP-17"]
      ccm41: ["LOG-09", "DSP-17"]
      iso27001: ["A.8.11", "A.8.15"]
      soc2: ["C1.1", "CC6.1"]
      nist80053: ["AU-3(3)", "SI-11"]
      csf2: ["PR.DS-10", "PR.PS-04"]
      cis8: ["3.1", "8.1"]
      hipaa: ["164.312(b)"]
      gdpr: ["5(1)(c)", "25(1)"]
      dpdpa: ["8(5)"]
  - id: monitoring-alerting
    title: "Systems are watched"
    phrases: [security monitoring, systems monitored, monitor systems, alerts on anomalies,
      monitoring and alerting, security alerts, monitor for security events, monitoring of systems,
      anomalies alerted, monitor for anomalies]
    hints: [siem, soc, on-call, alarms, pager, threshold, continuous monitoring, "24/7 monitoring"]
    maps-to:
      ccm4: ["LOG-03", "LOG-05", "LOG-13"]
      ccm41: ["LOG-03", "LOG-05", "LOG-14"]
      iso27001: ["A.8.16", "A.8.15"]
      soc2: ["CC7.2", "A1.1"]
      nist80053: ["SI-4", "AU-6", "CA-7"]
      csf2: ["DE.CM-01", "DE.CM-09", "DE.AE-02"]
      cis8: ["13.1", "8.11"]
      pci4: ["10.4.1", "10.7.2", "11.5.1"]
      hipaa: ["164.308(a)(1)(ii)(D)"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: health-checks
    title: "Health of the service is checked"
    phrases: [health checks, service health checked, uptime monitoring, service health monitored]
    hints: [probe, availability, synthetic]
    maps-to:
      ccm4: ["LOG-03", "LOG-05", "LOG-13"]
      ccm41: ["LOG-03", "LOG-05", "LOG-14"]
      iso27001: ["A.8.16", "A.8.15"]
      soc2: ["CC7.2", "A1.1"]
      nist80053: ["SI-4", "AU-6", "CA-7"]
      csf2: ["DE.CM-01", "DE.CM-09", "DE.AE-02"]
      cis8: ["13.1", "8.11"]
      pci4: ["10.4.1", "10.7.2", "11.5.1"]
      hipaa: ["164.308(a)(1)(ii)(D)"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: intrusion-detection
    title: "Detection of intruders"
    phrases: [intrusion detection, ids, ips, intrusion prevention, host-based intrusion detection,
      network intrusion detection]
    hints: [suricata, anomaly, sensor]
    maps-to:
      ccm4: ["IVS-09"]
      ccm41: ["I&S-09"]
      iso27001: ["A.8.16"]
      nist80053: ["SI-4"]
  - id: time-sync
    title: "Clocks agree"
    phrases: [clock synchronisation, synchronised clocks, ntp, time synchronised,
      clocks synchronised]
    hints: [time source, timestamps]
    maps-to:
      ccm4: ["LOG-06"]
      ccm41: ["LOG-06"]
      iso27001: ["A.8.17"]
      nist80053: ["AU-8"]

"""###,
    "Policies/topics/network.yaml": ###"""
# Network: the subjects that questions ask about and controls speak of.
topics:
  - id: network-protection
    title: "Protection of the edge"
    phrases: [edge protection, perimeter protection, network protection]
    hints: [cdn, edge, volumetric, "layer 7"]
    maps-to:
      ccm4: ["IVS-09", "IVS-03"]
      ccm41: ["I&S-09", "I&S-03"]
      iso27001: ["A.8.20", "A.8.22"]
      soc2: ["CC6.6", "A1.2"]
      nist80053: ["SC-5", "SC-7"]
      csf2: ["PR.IR-01", "PR.IR-04"]
      cis8: ["12.2", "13.10"]
      pci4: ["1.4.1", "1.3.1"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: waf
    title: "Web application firewall"
    phrases: [web application firewall, waf, protected by a web application firewall]
    hints: [edge, "layer 7", owasp]
    maps-to:
      ccm4: ["IVS-09", "IVS-03"]
      ccm41: ["I&S-09", "I&S-03"]
      iso27001: ["A.8.20", "A.8.22"]
      soc2: ["CC6.6", "A1.2"]
      nist80053: ["SC-5", "SC-7"]
      csf2: ["PR.IR-01", "PR.IR-04"]
      cis8: ["12.2", "13.10"]
      pci4: ["1.4.1", "1.3.1"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: ddos-protection
    title: "Protection from floods of requests"
    phrases: [ddos protection, denial of service protection, protection against ddos,
      protected against ddos, ddos mitigation]
    hints: [cdn, edge, volumetric, flood, scrubbing]
    maps-to:
      ccm4: ["IVS-09", "IVS-03"]
      ccm41: ["I&S-09", "I&S-03"]
      iso27001: ["A.8.20", "A.8.22"]
      soc2: ["CC6.6", "A1.2"]
      nist80053: ["SC-5", "SC-7"]
      csf2: ["PR.IR-01", "PR.IR-04"]
      cis8: ["12.2", "13.10"]
      pci4: ["1.4.1", "1.3.1"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
  - id: firewall
    title: "Firewalls"
    phrases: [firewall, firewalls, network firewalls, security groups, firewall rules]
    hints: [ports, ingress, rules reviewed, perimeter, deny by default, default deny,
      inbound traffic denied by default]
    maps-to:
      ccm4: ["IVS-03"]
      ccm41: ["I&S-03"]
      iso27001: ["A.8.20"]
      soc2: ["CC6.6"]
      nist80053: ["SC-7"]
  - id: network-segmentation
    title: "Network is divided"
    phrases: [network segmentation, segmented network, segment the network, private network,
      databases not reachable from the internet, private subnets, networks segmented]
    hints: [vlan, dmz, vpc, subnet, zones]
    maps-to:
      ccm4: ["IVS-03", "IVS-06"]
      ccm41: ["I&S-03", "I&S-06"]
      iso27001: ["A.8.22"]
      soc2: ["CC6.6"]
      nist80053: ["SC-7"]
  - id: wireless-security
    title: "Wireless networks"
    phrases: [wireless network security, secure wi-fi, "wpa2", wireless networks secured]
    hints: [guest network, "wpa3", access point]
    maps-to:
      iso27001: ["A.8.20"]
      nist80053: ["AC-18"]
  - id: email-security
    title: "E-mail of the domain"
    phrases: [email authentication, email spoofing protection, "spf, dkim and dmarc"]
    hints: [anti-phishing, mta-sts, mail gateway, spf, dkim, dmarc]
    maps-to:
      ccm4: ["UEM-11"]
      ccm41: ["UEM-11"]

"""###,
    "Policies/topics/people.yaml": ###"""
# Staff, access inside the company: the subjects that questions ask about and controls speak of.
topics:
  - id: staff-mfa
    title: "Multi-factor authentication for staff"
    phrases: [mfa for staff, staff mfa, staff use mfa, mfa for administrative access,
      staff sign in with mfa, mfa for administrators, require mfa for staff, mfa required for staff]
    hints: [administrators, privileged, vpn, remote, second factor, mfa for remote access,
      mfa for internal systems, mfa for production access, internal mfa]
    opposites: [staff without mfa]
    maps-to:
      ccm4: ["IAM-14"]
      ccm41: ["IAM-13"]
      iso27001: ["A.8.5"]
      soc2: ["CC6.1", "CC6.6"]
      nist80053: ["IA-2(1)", "IA-2(2)"]
      csf2: ["PR.AA-03"]
      cis8: ["6.3", "6.4", "6.5"]
      pci4: ["8.4.1", "8.4.2", "8.4.3"]
      hipaa: ["164.312(d)"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(5)"]
      mvsp: ["4.2"]
  - id: staff-sso
    title: "Single sign-on for staff"
    phrases: [sso for staff, staff sso, central identity provider for staff, internal sso,
      staff sign in through a central identity provider]
    hints: [workforce identity, idp]
    maps-to:
      iso27001: ["A.5.16"]
      mvsp: ["4.2"]
  - id: least-privilege
    title: "Least privilege"
    phrases: [least privilege, minimum necessary access, need-to-know, need to know basis,
      least privileged access, access limited to what is needed,
      access granted on a least privilege basis]
    hints: [excessive rights, entitlements, need]
    maps-to:
      ccm4: ["IAM-05"]
      ccm41: ["IAM-05"]
      iso27001: ["A.5.15", "A.8.2"]
      soc2: ["CC6.1", "CC6.3"]
      nist80053: ["AC-6", "AC-6(1)"]
      csf2: ["PR.AA-05"]
      cis8: ["5.4", "6.8"]
      pci4: ["7.2.2", "7.2.5"]
      hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(i)"]
      gdpr: ["25(2)", "32(4)"]
      dpdpa: ["8(5)"]
  - id: segregation-of-duties
    title: "Separation of duties"
    phrases: [segregation of duties, separation of duties, separate duties, conflicting duties]
    hints: [four eyes, conflict, dual control]
    maps-to:
      ccm4: ["IAM-04", "IAM-09"]
      ccm41: ["IAM-04", "IAM-09"]
      iso27001: ["A.5.3"]
      soc2: ["CC5.1", "CC6.3"]
      nist80053: ["AC-5"]
      csf2: ["PR.AA-05"]
      cis8: ["6.8"]
      pci4: ["6.5.4", "7.2.2"]
      hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(i)"]
      gdpr: ["32(1)(b)"]
      dpdpa: ["8(4)"]
  - id: access-review
    title: "Review of access rights"
    phrases: [access review, access rights reviewed, review user access, access recertification,
      user access reviews, review access rights, periodic access review, entitlement review,
      review access, access reviewed]
    hints: [recertify, quarterly, entitlements, user lists]
    maps-to:
      ccm4: ["IAM-08"]
      ccm41: ["IAM-08"]
      iso27001: ["A.5.18"]
      soc2: ["CC6.2", "CC6.3"]
      nist80053: ["AC-2", "AC-6(7)"]
      csf2: ["PR.AA-05"]
      cis8: ["5.1", "6.8"]
      pci4: ["7.2.4"]
      hipaa: ["164.308(a)(4)(ii)(C)"]
      gdpr: ["32(1)(d)"]
      dpdpa: ["8(4)"]
  - id: offboarding
    title: "Access removed when people leave"
    phrases: [access revoked on termination, offboarding, leavers lose access,
      access removed when employees leave, revoke access of terminated employees,
      deprovision leavers, revoke leavers access, access revoked when staff leave,
      remove access of leavers, leavers access removed, access of leavers revoked,
      disable accounts of leavers]
    hints: [termination, departed, exit, separation, last day, return of assets]
    opposites: [former employees keep access]
    maps-to:
      ccm4: ["IAM-07", "HRS-06"]
      ccm41: ["IAM-07", "HRS-06"]
      iso27001: ["A.5.18", "A.6.5"]
      soc2: ["CC6.2", "CC6.3"]
      nist80053: ["PS-4", "AC-2"]
      csf2: ["PR.AA-01", "PR.AA-05", "GV.RR-04"]
      cis8: ["6.2"]
      pci4: ["8.2.5"]
      hipaa: ["164.308(a)(3)(ii)(C)"]
      gdpr: ["32(4)", "32(1)(b)"]
      dpdpa: ["8(4)"]
      mvsp: ["4.2"]
  - id: onboarding
    title: "Access given through approval"
    phrases: [access approval, access requests approved, access granted on approval,
      access provisioning process, approve access requests, approved access requests]
    hints: [joiner, authorisation, provisioning]
    maps-to:
      ccm4: ["IAM-06"]
      ccm41: ["IAM-06"]
      iso27001: ["A.5.18"]
      soc2: ["CC6.2"]
      nist80053: ["AC-2"]
      mvsp: ["4.2"]
  - id: prod-access-restricted
    title: "Access to production is restricted"
    phrases: [production access restricted, restrict access to production,
      limited production access, restricted access to production, access to production limited]
    hints: [engineers, privileged, support staff, named people, admin,
      access to customer data restricted, restrict staff access to customer data,
      access to customer data limited, restrict access to customer data,
      limit staff access to customer data, staff access to customer data limited]
    maps-to:
      ccm4: ["IAM-09", "IAM-10", "LOG-04"]
      ccm41: ["IAM-09", "IAM-10", "LOG-04"]
      iso27001: ["A.8.2", "A.5.15", "A.8.15"]
      soc2: ["CC6.1", "CC6.3", "CC7.2"]
      nist80053: ["AC-6(5)", "AC-6(9)", "AC-2(2)", "AC-17"]
      csf2: ["PR.AA-05", "PR.PS-04"]
      cis8: ["5.4", "6.5", "8.2"]
      pci4: ["7.2.1", "10.2.1.2", "8.2.7"]
      hipaa: ["164.308(a)(3)(ii)(A)", "164.312(b)"]
      gdpr: ["32(4)", "29"]
      dpdpa: ["8(5)"]
      mvsp: ["4.2"]
  - id: customer-data-access
    title: "Staff access to customer data is restricted"
    phrases: [access to customer data restricted, restrict access to customer data,
      access to customer data limited, limit access to customer data,
      restrict staff access to customer data, staff access to customer data limited]
    hints: [support staff, who can see our data, need, named people]
    maps-to:
      ccm4: ["IAM-09", "IAM-10", "LOG-04"]
      ccm41: ["IAM-09", "IAM-10", "LOG-04"]
      iso27001: ["A.8.2", "A.5.15", "A.8.15"]
      soc2: ["CC6.1", "CC6.3", "CC7.2"]
      nist80053: ["AC-6(5)", "AC-6(9)", "AC-2(2)", "AC-17"]
      csf2: ["PR.AA-05", "PR.PS-04"]
      cis8: ["5.4", "6.5", "8.2"]
      pci4: ["7.2.1", "10.2.1.2", "8.2.7"]
      hipaa: ["164.308(a)(3)(ii)(A)", "164.312(b)"]
      gdpr: ["32(4)", "29"]
      dpdpa: ["8(5)"]
  - id: prod-access-logged
    title: "Access to production is logged"
    phrases: [production access logged, log access to production]
    hints: [session recording, privileged, trace, privileged access logged,
      administrator activity logged, log administrator actions, admin access logged,
      access to customer data logged, staff access to customer data logged, log privileged access,
      log staff access to customer data, administrator actions logged]
    maps-to:
      ccm4: ["IAM-09", "IAM-10", "LOG-04"]
      ccm41: ["IAM-09", "IAM-10", "LOG-04"]
      iso27001: ["A.8.2", "A.5.15", "A.8.15"]
      soc2: ["CC6.1", "CC6.3", "CC7.2"]
      nist80053: ["AC-6(5)", "AC-6(9)", "AC-2(2)", "AC-17"]
      csf2: ["PR.AA-05", "PR.PS-04"]
      cis8: ["5.4", "6.5", "8.2"]
      pci4: ["7.2.1", "10.2.1.2", "8.2.7"]
      hipaa: ["164.308(a)(3)(ii)(A)", "164.312(b)"]
      gdpr: ["32(4)", "29"]
      dpdpa: ["8(5)"]
  - id: jit-access
    title: "Access for a limited time"
    phrases: [just-in-time access, jit access, time-limited access, temporary access,
      time-boxed access, temporary privileged access]
    hints: [elevation, privileged access management, pam, standing access]
    opposites: [standing access]
    maps-to:
      ccm4: ["IAM-09", "IAM-10", "LOG-04"]
      ccm41: ["IAM-09", "IAM-10", "LOG-04"]
      iso27001: ["A.8.2", "A.5.15", "A.8.15"]
      soc2: ["CC6.1", "CC6.3", "CC7.2"]
      nist80053: ["AC-6(5)", "AC-6(9)", "AC-2(2)", "AC-17"]
      csf2: ["PR.AA-05", "PR.PS-04"]
      cis8: ["5.4", "6.5", "8.2"]
      pci4: ["7.2.1", "10.2.1.2", "8.2.7"]
      hipaa: ["164.308(a)(3)(ii)(A)", "164.312(b)"]
      gdpr: ["32(4)", "29"]
      dpdpa: ["8(5)"]
  - id: security-training
    title: "Security training of staff"
    phrases: [security awareness training, security training, staff trained,
      train staff in security, awareness training, train employees on security, security education]
    hints: [phishing simulation, onboarding training, e-learning, refresher]
    maps-to:
      ccm4: ["HRS-11"]
      ccm41: ["HRS-11"]
      iso27001: ["A.6.3"]
      soc2: ["CC1.4"]
      nist80053: ["AT-2"]
      csf2: ["PR.AT-01"]
      mvsp: ["1.5"]
  - id: secure-coding-training
    title: "Training of developers"
    phrases: [secure coding training, developers trained, secure development training,
      train developers, developer security training]
    hints: [engineers, owasp]
    maps-to:
      iso27001: ["A.6.3"]
      nist80053: ["AT-3"]
      csf2: ["PR.AT-02"]
      mvsp: ["1.5"]
  - id: background-checks
    title: "Background checks"
    phrases: [background checks, background screening, employee screening, pre-employment screening,
      background verification, staff screened, screen staff, staff screening]
    hints: [candidates, hiring, references, criminal record checks]
    maps-to:
      ccm4: ["HRS-01"]
      ccm41: ["HRS-01"]
      iso27001: ["A.6.1"]
      soc2: ["CC1.4"]
      nist80053: ["PS-3"]
  - id: confidentiality-agreements
    title: "Confidentiality agreements with staff"
    phrases: [confidentiality agreements, non-disclosure agreements, ndas,
      staff sign confidentiality agreements, staff sign an nda]
    hints: [employment contract, acceptable use, obligations]
    maps-to:
      ccm4: ["HRS-10"]
      ccm41: ["HRS-10"]
      iso27001: ["A.6.6"]
  - id: device-encryption
    title: "Encryption of staff devices"
    phrases: [laptops encrypted, full disk encryption on laptops, device encryption,
      encrypt laptops, workstations encrypted, staff devices encrypted, endpoint encryption,
      laptop encryption, encryption on laptops]
    hints: [bitlocker, filevault, endpoint, workstation]
    opposites: [unencrypted laptops]
    maps-to:
      ccm4: ["UEM-08"]
      ccm41: ["UEM-08"]
      iso27001: ["A.8.1"]
  - id: device-management
    title: "Management of staff devices"
    phrases: [mobile device management, mdm, device management, managed devices, endpoints managed,
      manage staff devices]
    hints: [byod, personal devices, screen lock, inventory of devices, remote wipe]
    maps-to:
      ccm4: ["UEM-05", "UEM-04"]
      ccm41: ["UEM-05", "UEM-04"]
      iso27001: ["A.8.1"]
  - id: malware-protection
    title: "Protection from malware"
    phrases: [antivirus, anti-malware, malware protection, endpoint detection and response, edr,
      antimalware, protection from malware, virus protection]
    hints: [endpoint, definitions, malicious code, virus]
    maps-to:
      ccm4: ["UEM-09", "TVM-02"]
      ccm41: ["UEM-09", "TVM-02"]
      iso27001: ["A.8.7"]
      soc2: ["CC6.8"]
      nist80053: ["SI-3"]
  - id: remote-work
    title: "Working from elsewhere"
    phrases: [remote work policy, remote working, working from home, teleworking]
    hints: [home office, telework, vpn for remote access, remote access through vpn]
    maps-to:
      ccm4: ["HRS-04"]
      ccm41: ["HRS-04"]
      iso27001: ["A.6.7"]
  - id: physical-security
    title: "Physical security of the places of processing"
    phrases: [physical security, physical access to data centers, data center security,
      physical access controls, physical access restricted, data center physical security,
      facilities secured, physical access to facilities]
    hints: [badge, cctv, visitors, guards, premises, building, fire suppression]
    maps-to:
      ccm4: ["DCS-03", "DCS-07", "DCS-09"]
      ccm41: ["DCS-04", "DCS-08", "DCS-10"]
      iso27001: ["A.7.1", "A.7.2"]
      soc2: ["CC6.4"]
      nist80053: ["PE-3"]
      mvsp: ["4.1"]
  - id: disciplinary
    title: "Consequences of breaking rules"
    phrases: [disciplinary process, sanctions policy, disciplinary action]
    hints: [violations, misconduct, enforcement]
    maps-to:
      iso27001: ["A.6.4"]
      nist80053: ["PS-8"]

"""###,
    "Policies/topics/storage.yaml": ###"""
# Data at rest and keys: the subjects that questions ask about and controls speak of.
topics:
  - id: at-rest-encryption
    title: "Encryption of data at rest"
    phrases: [encrypted at rest, encrypt at rest, encryption at rest, stored data encrypted,
      encrypt stored data, storage encryption, data stored encrypted, encrypted storage]
    hints: [disk, volume, database, aes, files, media, tde]
    opposites: [stored unencrypted, store data in clear text, data stored in plain text,
      store data unencrypted]
    maps-to:
      ccm4: ["CEK-03", "CEK-04", "DSP-17"]
      ccm41: ["CEK-03", "CEK-04", "DSP-17"]
      iso27001: ["A.8.24"]
      soc2: ["CC6.1"]
      nist80053: ["SC-28", "SC-28(1)", "SC-13"]
      csf2: ["PR.DS-01"]
      cis8: ["3.11"]
      pci4: ["3.5.1"]
      hipaa: ["164.312(a)(2)(iv)"]
      gdpr: ["32(1)(a)"]
      dpdpa: ["8(5)"]
      mvsp: ["2.8"]
  - id: field-encryption
    title: "Encryption of single fields by the application"
    phrases: [field-level encryption, application-level encryption, column encryption,
      fields encrypted, application-layer encryption, encrypted by the application]
    hints: [sensitive fields, column, tokens, iban, tax]
    maps-to:
      ccm4: ["CEK-03", "DSP-17"]
      ccm41: ["CEK-03", "DSP-17"]
      iso27001: ["A.8.24", "A.8.11"]
      soc2: ["CC6.1", "C1.1"]
      nist80053: ["SC-28(1)", "SC-13"]
      csf2: ["PR.DS-01"]
      cis8: ["3.11"]
      pci4: ["3.5.1", "3.5.1.2"]
      hipaa: ["164.312(a)(2)(iv)"]
      gdpr: ["32(1)(a)", "25(1)"]
      dpdpa: ["8(5)"]
  - id: key-management
    title: "Management of encryption keys"
    phrases: [key management, manage encryption keys, encryption keys managed,
      cryptographic keys managed, keys protected]
    hints: [hsm, key custody, key lifecycle, vault, cryptographic keys, envelope,
      keys stored in a key management service, kms, hardware security module]
    maps-to:
      ccm4: ["CEK-01", "CEK-08", "CEK-21"]
      ccm41: ["CEK-01", "CEK-08", "CEK-21"]
      iso27001: ["A.8.24"]
      soc2: ["CC6.1"]
      nist80053: ["SC-12"]
  - id: key-rotation
    title: "Rotation of encryption keys"
    phrases: [key rotation, rotate keys, keys rotated, rotate encryption keys,
      rotate cryptographic keys, rotation of keys]
    hints: [cryptoperiod, key change, key lifetime]
    maps-to:
      ccm4: ["CEK-12", "CEK-10"]
      ccm41: ["CEK-12", "CEK-10"]
      iso27001: ["A.8.24"]
      soc2: ["CC6.1"]
      nist80053: ["SC-12"]
      pci4: ["3.7.4", "3.7.5"]
      gdpr: ["32(1)(a)"]
      dpdpa: ["8(5)"]
  - id: per-tenant-keys
    title: "A key for each customer"
    phrases: [per-tenant key, key per tenant, customer-specific key, separate key for each customer,
      dedicated encryption key, own key for each tenant, unique key per customer,
      own encryption key for each customer, each customer has its own encryption key]
    hints: [tenant keys, separation of keys]
    opposites: [shared encryption key, same key for all customers]
    maps-to:
      ccm4: ["CEK-08", "CEK-11", "CEK-21", "IVS-06"]
      ccm41: ["CEK-08", "CEK-11", "CEK-21", "I&S-06"]
      iso27001: ["A.8.24", "A.8.22"]
      soc2: ["CC6.1", "C1.1"]
      nist80053: ["SC-12", "SC-28(1)"]
      csf2: ["PR.DS-01"]
      cis8: ["3.11", "3.12"]
      pci4: ["3.6.1", "A1.1.1"]
      gdpr: ["32(1)(a)"]
      dpdpa: ["8(5)"]
  - id: customer-managed-keys
    title: "Keys that the customer brings or manages"
    phrases: [customer-managed keys, bring your own key, byok, customer-provided keys,
      hold your own key, customer manages keys]
    hints: [cmk, own keys, external key]
    maps-to:
      ccm4: ["CEK-08"]
      ccm41: ["CEK-08"]
  - id: tenant-isolation
    title: "Separation of customers' data"
    phrases: [tenant isolation, customer data separated, data segregated between customers,
      logical separation of customers, tenant data isolated, multi-tenant isolation,
      customer data segregated, data of one customer isolated from another, segregate customer data,
      separate customer data, tenants separated]
    hints: [multi-tenant, shared database, one customer's data, schema, cross-tenant, commingled,
      row-level security]
    opposites: [one customer access another customer's data, customer data commingled,
      see another customer's data]
    maps-to:
      ccm4: ["IVS-06", "DSP-17"]
      ccm41: ["I&S-06", "DSP-17"]
      iso27001: ["A.8.3", "A.8.22", "A.5.15"]
      soc2: ["CC6.1", "C1.1"]
      nist80053: ["AC-4", "SC-4", "AC-3"]
      csf2: ["PR.AA-05", "PR.IR-01"]
      cis8: ["3.12", "3.3"]
      pci4: ["A1.1.1", "A1.1.2"]
      hipaa: ["164.312(a)(1)"]
      gdpr: ["32(1)(b)", "25(1)"]
      dpdpa: ["8(5)"]
  - id: media-disposal
    title: "Disposal of media and equipment"
    phrases: [media disposal, media sanitised, disk destruction, secure disposal of equipment,
      media destroyed, dispose of media]
    hints: ["nist 800-88", wipe, shred, hardware, decommission]
    maps-to:
      ccm4: ["DCS-01", "DSP-02"]
      ccm41: ["DCS-02", "DSP-02"]
      iso27001: ["A.7.14", "A.8.10"]
      soc2: ["CC6.5"]
      nist80053: ["MP-6"]
      mvsp: ["1.8"]

"""###,
    "Policies/topics/suppliers.yaml": ###"""
# Suppliers: the subjects that questions ask about and controls speak of.
topics:
  - id: subprocessor-list
    title: "Sub-processors are listed"
    phrases: [subprocessors, list of subprocessors, subprocessor list,
      published list of subprocessors, subprocessors listed, maintain a list of subprocessors,
      notify of new subprocessors, subprocessor changes announced, notice of new subprocessors,
      notify customers of subprocessor changes, customers told of new subprocessors]
    hints: [fourth parties, subcontractors, objections, processors]
    maps-to:
      ccm4: ["DSP-14", "DSP-13", "STA-07"]
      ccm41: ["DSP-14", "DSP-13", "STA-08"]
      soc2: ["CC9.2", "P6.4"]
      nist80053: ["SA-9", "SR-2", "PM-30(1)"]
      csf2: ["GV.SC-04", "ID.AM-04"]
      cis8: ["15.1"]
      pci4: ["12.8.1"]
      hipaa: ["164.308(b)(1)"]
      dpdpa: ["8(2)", "11"]
      mvsp: ["4.3"]
  - id: dpa-contracts
    title: "Contracts on data processing"
    phrases: [data processing agreements with subprocessors,
      data protection agreements with suppliers, contracts with subprocessors,
      agreements with subprocessors]
    hints: ["article 28", contract terms, flow-down, data processing agreement, dpa,
      data processing addendum]
    maps-to:
      ccm4: ["STA-09", "DSP-13"]
      ccm41: ["STA-11", "DSP-13"]
      iso27001: ["A.5.20", "A.5.34"]
      soc2: ["CC9.2", "P6.4", "P6.5"]
      csf2: ["GV.SC-05"]
      cis8: ["15.4"]
      pci4: ["12.8.2"]
      hipaa: ["164.308(b)(3)", "164.314(a)"]
      gdpr: ["28(3)", "28(4)"]
      dpdpa: ["8(2)"]
  - id: customer-dpa
    title: "Agreement on data processing with the customer"
    phrases: [data processing agreement with customers, sign a data processing agreement with us,
      dpa with customers, offer customers a data processing agreement, sign our dpa]
    hints: [addendum, "article 28"]
    maps-to:
      ccm4: ["STA-09", "DSP-13"]
      ccm41: ["STA-11", "DSP-13"]
      iso27001: ["A.5.20", "A.5.34"]
      soc2: ["CC9.2", "P6.4", "P6.5"]
      csf2: ["GV.SC-05"]
      cis8: ["15.4"]
      pci4: ["12.8.2"]
      hipaa: ["164.308(b)(3)", "164.314(a)"]
      gdpr: ["28(3)", "28(4)"]
      dpdpa: ["8(2)"]
  - id: vendor-review
    title: "Suppliers are reviewed"
    phrases: [vendor risk management, vendor risk assessment, third-party risk management,
      assess vendors, suppliers reviewed, vendor security review, supplier security assessment,
      vendors assessed, review suppliers, third-party risk assessment, suppliers assessed,
      assess suppliers, vendor due diligence]
    hints: [due diligence, onboarding, critical vendors, tiering, third parties]
    maps-to:
      ccm4: ["STA-12", "STA-08", "STA-14"]
      ccm41: ["STA-14", "STA-10", "STA-16"]
      iso27001: ["A.5.19", "A.5.22", "A.5.23"]
      soc2: ["CC9.2"]
      nist80053: ["SA-9", "SR-6", "CA-2"]
      csf2: ["GV.SC-07", "GV.SC-06"]
      cis8: ["15.5", "15.6"]
      pci4: ["12.8.4"]
      hipaa: ["164.308(b)(1)"]
  - id: third-party-certs
    title: "Suppliers' own certificates"
    phrases: [subprocessors certified, hosting provider certified, "cloud provider soc 2",
      data center certified, suppliers hold certifications, data center certifications,
      "hosting provider soc 2", cloud provider certifications, hosting provider certifications,
      subservice organisations]
    hints: [bridge letter, carve-out, inherited]
    maps-to:
      ccm4: ["STA-12", "STA-08", "STA-14"]
      ccm41: ["STA-14", "STA-10", "STA-16"]
      iso27001: ["A.5.19", "A.5.22", "A.5.23"]
      soc2: ["CC9.2"]
      nist80053: ["SA-9", "SR-6", "CA-2"]
      csf2: ["GV.SC-07", "GV.SC-06"]
      cis8: ["15.5", "15.6"]
      pci4: ["12.8.4"]
      hipaa: ["164.308(b)(1)"]

"""###,
    "Policies/topics/transport.yaml": ###"""
# Encryption on the wire: the subjects that questions ask about and controls speak of.
topics:
  - id: tls-in-transit
    title: "Encryption of data in transit"
    phrases: [encrypted in transit, encrypt in transit, encryption in transit, transport encryption,
      encrypted connection, encrypted communication, tls for data in transit, traffic encrypted,
      data transmitted encrypted, encrypt data sent over networks, transport layer security]
    hints: [network, internet, transmission, channel, wire, tls, ssl, public networks, interfaces]
    opposites: [unencrypted transmission, data sent in clear text, transmit data unencrypted,
      unencrypted connections, plaintext transmission]
    maps-to:
      ccm4: ["CEK-03", "CEK-04", "IVS-03", "DSP-10"]
      ccm41: ["CEK-03", "CEK-04", "I&S-03", "DSP-10"]
      iso27001: ["A.5.14", "A.8.20", "A.8.24"]
      soc2: ["CC6.1", "CC6.7"]
      nist80053: ["SC-8", "SC-8(1)", "SC-13"]
      csf2: ["PR.DS-02"]
      cis8: ["3.10", "12.6"]
      pci4: ["4.2.1", "12.3.3"]
      hipaa: ["164.312(e)(1)", "164.312(e)(2)(ii)"]
      gdpr: ["32(1)(a)", "5(1)(f)"]
      dpdpa: ["8(5)"]
      mvsp: ["2.2", "2.8"]
  - id: tls-min-version
    title: "Oldest TLS version accepted"
    phrases: ["tls 1.2", "tls 1.3", minimum tls version, tls version, old tls disabled,
      legacy tls disabled, older tls refused, outdated tls refused]
    hints: [ssl, deprecated protocols, "sslv3", protocol versions]
    opposites: ["accept tls 1.0", "accept tls 1.1", "support tls 1.0", "support tls 1.1",
      "tls 1.0 accepted", "tls 1.0 enabled", "tls 1.1 enabled"]
    maps-to:
      ccm4: ["CEK-03", "CEK-04", "IVS-03", "DSP-10"]
      ccm41: ["CEK-03", "CEK-04", "I&S-03", "DSP-10"]
      iso27001: ["A.5.14", "A.8.20", "A.8.24"]
      soc2: ["CC6.1", "CC6.7"]
      nist80053: ["SC-8", "SC-8(1)", "SC-13"]
      csf2: ["PR.DS-02"]
      cis8: ["3.10", "12.6"]
      pci4: ["4.2.1", "12.3.3"]
      hipaa: ["164.312(e)(1)", "164.312(e)(2)(ii)"]
      gdpr: ["32(1)(a)", "5(1)(f)"]
      dpdpa: ["8(5)"]
  - id: tls-ciphers
    title: "TLS cipher suites"
    phrases: [strong tls ciphers, tls cipher suites, weak ciphers disabled, modern cipher suites]
    hints: [cipher, suites, "rc4", "3des", forward secrecy]
    opposites: [weak ciphers enabled, accept weak ciphers]
    maps-to:
      ccm4: ["CEK-03", "CEK-04", "IVS-03", "DSP-10"]
      ccm41: ["CEK-03", "CEK-04", "I&S-03", "DSP-10"]
      iso27001: ["A.5.14", "A.8.20", "A.8.24"]
      soc2: ["CC6.1", "CC6.7"]
      nist80053: ["SC-8", "SC-8(1)", "SC-13"]
      csf2: ["PR.DS-02"]
      cis8: ["3.10", "12.6"]
      pci4: ["4.2.1", "12.3.3"]
      hipaa: ["164.312(e)(1)", "164.312(e)(2)(ii)"]
      gdpr: ["32(1)(a)", "5(1)(f)"]
      dpdpa: ["8(5)"]
  - id: https-only
    title: "HTTPS only"
    phrases: [https only, http redirected to https, enforce https, https enforced,
      plain http redirected, only over https, require https]
    hints: [http, redirect, "port 80", mixed content]
    opposites: [available over plain http, reachable over plain http, served over plain http,
      reached over plain http, accessed over plain http]
    maps-to:
      ccm4: ["CEK-03", "IVS-03"]
      ccm41: ["CEK-03", "I&S-03"]
      iso27001: ["A.8.20", "A.8.21"]
      soc2: ["CC6.7"]
      nist80053: ["SC-8", "SC-8(1)"]
      csf2: ["PR.DS-02"]
      cis8: ["3.10", "12.6"]
      pci4: ["4.2.1", "2.2.5"]
      hipaa: ["164.312(e)(1)"]
      gdpr: ["32(1)(a)"]
      dpdpa: ["8(5)"]
      mvsp: ["2.2"]
  - id: hsts
    title: "HTTP Strict Transport Security"
    phrases: [hsts, http strict transport security, strict transport security]
    hints: [preload, max-age, strict-transport-security header]
    maps-to:
      ccm4: ["CEK-03", "AIS-04"]
      ccm41: ["CEK-03", "AIS-04"]
      iso27001: ["A.8.24", "A.8.26"]
      soc2: ["CC6.7"]
      nist80053: ["SC-8", "SC-8(1)"]
      csf2: ["PR.DS-02"]
      cis8: ["3.10"]
      pci4: ["4.2.1"]
      hipaa: ["164.312(e)(1)"]
      gdpr: ["32(1)(a)"]
      dpdpa: ["8(5)"]
      mvsp: ["2.2"]
  - id: security-headers
    title: "Browser security headers"
    phrases: [security headers, http security headers, browser security headers,
      clickjacking protection, protection against clickjacking]
    hints: [frame, framing, referrer policy, permissions policy, response headers, x-frame-options,
      nosniff]
    maps-to:
      ccm4: ["AIS-02", "AIS-04"]
      ccm41: ["AIS-02", "AIS-04"]
      iso27001: ["A.8.26", "A.8.28"]
      soc2: ["CC6.6", "CC6.8"]
      csf2: ["PR.PS-06", "PR.IR-01"]
      cis8: ["16.10"]
      gdpr: ["32", "25(1)"]
      dpdpa: ["8(4)"]
      mvsp: ["2.3"]
  - id: csp
    title: "Content Security Policy"
    phrases: [content security policy, csp]
    hints: [inline scripts, script sources, xss mitigation header]
    maps-to:
      ccm4: ["AIS-02", "AIS-04"]
      ccm41: ["AIS-02", "AIS-04"]
      iso27001: ["A.8.26", "A.8.28"]
      soc2: ["CC6.6", "CC6.8"]
      csf2: ["PR.PS-06", "PR.IR-01"]
      cis8: ["16.10"]
      gdpr: ["32", "25(1)"]
      dpdpa: ["8(4)"]
      mvsp: ["2.3"]
  - id: certificate-management
    title: "TLS certificates renewed in time"
    phrases: [certificate renewal, certificates renewed]
    hints: ["x.509", certificate authority, expiry, issuance, certificates tracked,
      certificate expiry monitored, certificate inventory]
    maps-to:
      ccm4: ["CEK-21", "CEK-12"]
      ccm41: ["CEK-21", "CEK-12"]
      iso27001: ["A.8.24"]
      soc2: ["CC6.1"]
      nist80053: ["SC-12", "SC-17"]
      pci4: ["4.2.1.1"]
      hipaa: ["164.312(e)(2)(ii)"]
      gdpr: ["32(1)(a)"]
      dpdpa: ["8(5)"]
  - id: end-to-end-encryption
    title: "End-to-end encryption"
    phrases: [end-to-end encryption, end-to-end encrypted, end to end encrypted,
      client-side encryption, zero-knowledge encryption, only the customer can decrypt]
    hints: [cannot be read by the provider, customer holds the keys]

"""###,
    "Policies/vendors/vendors.yaml": ###"""
# Companies whose services products are built on, and the signs by which their use is seen: packages of
# their clients, names of environment variables, hosts, OAuth scopes, mail servers. A vendor with `needs:
# second-sign` is not proven by its client alone, since the same client talks to other hosts too.
vendors:
  - name: Ably
    purpose: realtime messaging
    packages:
      npm: [ably]
      PyPI: [ably]
      Go: [github.com/ably/ably-go]
      RubyGems: [ably]
      Packagist: [ably/ably-php]
    environment: [ABLY_]
    hosts: [rest.ably.io, realtime.ably.io]
  - name: ActiveCampaign
    purpose: marketing automation
    packages:
      npm: [activecampaign]
    environment: [ACTIVECAMPAIGN_, ACTIVE_CAMPAIGN_]
    hosts: ["*.api-us1.com"]
  - name: Adjust
    purpose: mobile attribution
    packages:
      npm: [react-native-adjust]
    environment: [ADJUST_]
    hosts: [app.adjust.com, api.adjust.com]
  - name: Adyen
    purpose: payments
    packages:
      npm: ["@adyen/api-library", "@adyen/adyen-web"]
      PyPI: [Adyen]
      Go: [github.com/adyen/adyen-go-api-library]
      RubyGems: [adyen-ruby-api-library]
      Packagist: [adyen/php-api-library]
    environment: [ADYEN_]
    hosts: [checkout-test.adyen.com, "*.adyen.com", "*.adyenpayments.com"]
  - name: Agora
    purpose: video calls
    packages:
      npm: [agora-rtc-sdk-ng, agora-access-token]
      PyPI: [agora-token-builder]
      RubyGems: [agora_dynamic_key]
    environment: [AGORA_]
    hosts: [api.agora.io]
    confidence: medium
  - name: Airbrake
    purpose: error tracking
    packages:
      npm: ["@airbrake/node", "@airbrake/browser"]
      PyPI: [pybrake, airbrake]
      Go: [github.com/airbrake/gobrake]
      RubyGems: [airbrake]
    environment: [AIRBRAKE_]
    hosts: [api.airbrake.io]
  - name: Airtable
    purpose: database and forms
    packages:
      npm: [airtable]
      PyPI: [pyairtable]
      Go: [github.com/mehanizm/airtable]
      RubyGems: [airrecord, airtable]
    environment: [AIRTABLE_]
    hosts: [api.airtable.com]
  - name: Akamai
    purpose: CDN
    packages:
      npm: [akamai-edgegrid]
      PyPI: [edgegrid-python]
      Go: [github.com/akamai/AkamaiOPEN-edgegrid-golang]
      RubyGems: [akamai-edgegrid]
    environment: [AKAMAI_]
    hosts: ["*.luna.akamaiapis.net"]
    confidence: low
  - name: Algolia
    purpose: search
    packages:
      npm: [algoliasearch, react-instantsearch]
      PyPI: [algoliasearch]
      Go: [github.com/algolia/algoliasearch-client-go]
      RubyGems: [algolia, algoliasearch, algoliasearch-rails]
      Packagist: [algolia/algoliasearch-client-php]
    environment: [ALGOLIA_]
    hosts: ["*.algolia.net", "*.algolianet.com", insights.algolia.io]
  - name: Amazon Web Services
    aliases: [AWS, Amazon Web Services EMEA, Amazon SES, Amazon S3]
    purpose: cloud hosting
    packages:
      npm: [aws-sdk, "@aws-sdk/*"]
      PyPI: [boto3, botocore, aiobotocore]
      Go: [github.com/aws/aws-sdk-go-v2, github.com/aws/aws-sdk-go]
      RubyGems: [aws-sdk-s3, aws-sdk, aws-sdk-core]
      Packagist: [aws/aws-sdk-php]
    environment: [AWS_]
    hosts: ["*.amazonaws.com"]
    mail-servers: [amazonaws.com]
    senders: [amazonses.com]
  - name: Amplitude
    purpose: product analytics
    packages:
      npm: ["@amplitude/analytics-browser", "@amplitude/analytics-node", amplitude-js]
      PyPI: [amplitude-analytics]
      Go: [github.com/amplitude/analytics-go]
      RubyGems: [amplitude-api]
    environment: [AMPLITUDE_]
    hosts: [api2.amplitude.com, api.amplitude.com, api.eu.amplitude.com]
  - name: Anthropic
    aliases: [Anthropic PBC, Claude]
    purpose: AI
    packages:
      npm: ["@anthropic-ai/sdk", "@ai-sdk/anthropic", "@langchain/anthropic"]
      PyPI: [anthropic, langchain-anthropic]
      Go: [github.com/anthropics/anthropic-sdk-go]
      RubyGems: [anthropic]
    environment: [ANTHROPIC_]
    hosts: [api.anthropic.com]
  - name: AppsFlyer
    purpose: mobile attribution
    packages:
      npm: [react-native-appsflyer]
    environment: [APPSFLYER_]
    hosts: [api2.appsflyer.com, "*.appsflyer.com"]
  - name: AppSignal
    purpose: observability
    packages:
      npm: ["@appsignal/nodejs", "@appsignal/javascript"]
      PyPI: [appsignal]
      RubyGems: [appsignal]
    environment: [APPSIGNAL_]
    hosts: [push.appsignal.com, appsignal-endpoint.net]
    confidence: medium
  - name: Asana
    purpose: issue tracking
    packages:
      npm: [asana]
      PyPI: [asana]
      Go: [bitbucket.org/mikehouston/asana-go]
      RubyGems: [asana]
      Packagist: [asana/asana]
    environment: [ASANA_]
    hosts: [app.asana.com]
  - name: AssemblyAI
    purpose: AI speech
    packages:
      npm: [assemblyai]
      PyPI: [assemblyai]
      Go: [github.com/AssemblyAI/assemblyai-go-sdk]
      RubyGems: [assemblyai]
    environment: [ASSEMBLYAI_, ASSEMBLY_AI_]
    hosts: [api.assemblyai.com]
  - name: Atlassian
    aliases: [Jira, Confluence]
    purpose: issue tracking
    packages:
      npm: [jira.js, jira-client]
      PyPI: [jira, atlassian-python-api]
      Go: [github.com/andygrunwald/go-jira]
      RubyGems: [jira-ruby]
    environment: [JIRA_, ATLASSIAN_]
    hosts: ["*.atlassian.net", api.atlassian.com]
  - name: Auth0
    purpose: authentication
    packages:
      npm: [auth0, "@auth0/nextjs-auth0", "@auth0/auth0-react", "@auth0/auth0-spa-js"]
      PyPI: [auth0-python]
      Go: [github.com/auth0/go-auth0, github.com/auth0/go-jwt-middleware]
      RubyGems: [auth0, omniauth-auth0]
      Packagist: [auth0/auth0-php]
    environment: [AUTH0_]
    hosts: ["*.auth0.com", cdn.auth0.com]
  - name: Axiom
    purpose: logging
    packages:
      npm: ["@axiomhq/js", next-axiom]
      PyPI: [axiom-py]
      Go: [github.com/axiomhq/axiom-go]
    environment: [AXIOM_]
    hosts: [api.axiom.co]
    confidence: medium
  - name: Backblaze
    purpose: object storage
    packages:
      npm: [backblaze-b2]
      PyPI: [b2sdk]
      Go: [github.com/Backblaze/blazer, github.com/kurin/blazer]
    environment: [B2_, BACKBLAZE_]
    hosts: [api.backblazeb2.com, "*.backblazeb2.com"]
    confidence: medium
  - name: Better Stack
    purpose: logging
    packages:
      npm: ["@logtail/node", "@logtail/next"]
      PyPI: [logtail-python]
      RubyGems: [logtail, logtail-rails]
    environment: [LOGTAIL_, BETTERSTACK_, BETTER_STACK_]
    hosts: [in.logs.betterstack.com, in.logtail.com]
    confidence: medium
  - name: Bird
    purpose: SMS and voice
    packages:
      npm: [messagebird]
      PyPI: [messagebird]
      Go: [github.com/messagebird/go-rest-api]
      RubyGems: [messagebird-rest]
    environment: [MESSAGEBIRD_]
    hosts: [rest.messagebird.com, api.bird.com]
  - name: Box
    purpose: file storage
    packages:
      npm: [box-node-sdk]
      PyPI: [boxsdk, box-sdk-gen]
      RubyGems: [boxr]
    environment: [BOX_]
    hosts: [api.box.com, upload.box.com]
  - name: Braintree
    purpose: payments
    packages:
      npm: [braintree, braintree-web]
      PyPI: [braintree]
      Go: [github.com/braintree-go/braintree-go]
      RubyGems: [braintree]
    environment: [BRAINTREE_]
    hosts: [api.braintreegateway.com, payments.braintree-api.com]
  - name: Branch
    purpose: mobile attribution
    packages:
      npm: [branch-sdk, react-native-branch]
      RubyGems: [branch_io_cli]
    environment: [BRANCH_KEY]
    hosts: [api2.branch.io, api.branch.io]
  - name: Braze
    purpose: customer engagement
    packages:
      npm: ["@braze/web-sdk"]
    environment: [BRAZE_]
    hosts: [rest.iad-01.braze.com, "*.braze.com", "*.braze.eu"]
  - name: Brevo
    purpose: e-mail delivery and marketing
    packages:
      npm: ["@getbrevo/brevo", sib-api-v3-sdk]
      PyPI: [brevo-python, sib-api-v3-sdk]
      Go: [github.com/getbrevo/brevo-go]
      RubyGems: [brevo, sib-api-v3-sdk]
    environment: [BREVO_, SENDINBLUE_]
    hosts: [api.brevo.com, api.sendinblue.com]
    senders: [spf.sendinblue.com, spf.brevo.com]
  - name: Bugsnag
    purpose: error tracking
    packages:
      npm: ["@bugsnag/js", "@bugsnag/node"]
      PyPI: [bugsnag]
      Go: [github.com/bugsnag/bugsnag-go]
      RubyGems: [bugsnag]
      Packagist: [bugsnag/bugsnag, bugsnag/bugsnag-laravel]
    environment: [BUGSNAG_]
    hosts: [notify.bugsnag.com, sessions.bugsnag.com, api.bugsnag.com]
  - name: Calendly
    purpose: scheduling
    packages:
      npm: [react-calendly]
    environment: [CALENDLY_]
    hosts: [api.calendly.com, assets.calendly.com]
  - name: Chargebee
    purpose: subscription billing
    packages:
      npm: [chargebee]
      PyPI: [chargebee]
      Go: [github.com/chargebee/chargebee-go]
      RubyGems: [chargebee]
      Packagist: [chargebee/chargebee-php]
    environment: [CHARGEBEE_]
    hosts: ["*.chargebee.com"]
  - name: Checkly
    purpose: synthetic monitoring
    packages:
      npm: [checkly]
    environment: [CHECKLY_]
    hosts: [api.checklyhq.com]
  - name: Checkout.com
    purpose: payments
    packages:
      npm: [checkout-sdk-node]
      PyPI: [checkout-sdk]
      Go: [github.com/checkout/checkout-sdk-go]
      RubyGems: [checkout_sdk]
    environment: [CHECKOUT_]
    hosts: [api.checkout.com, api.sandbox.checkout.com]
  - name: Clerk
    purpose: authentication
    packages:
      npm: ["@clerk/nextjs", "@clerk/clerk-react", "@clerk/backend", "@clerk/clerk-sdk-node"]
      PyPI: [clerk-backend-api]
      Go: [github.com/clerk/clerk-sdk-go, github.com/clerkinc/clerk-sdk-go]
      RubyGems: [clerk-sdk-ruby]
    environment: [CLERK_, NEXT_PUBLIC_CLERK_]
    hosts: [api.clerk.com, api.clerk.dev, "*.clerk.accounts.dev"]
  - name: Cloudflare
    purpose: CDN and edge
    packages:
      npm: [cloudflare, wrangler, "@marsidev/react-turnstile"]
      PyPI: [cloudflare]
      Go: [github.com/cloudflare/cloudflare-go]
      RubyGems: [cloudflare]
    environment: [CLOUDFLARE_, CF_]
    hosts: [
      api.cloudflare.com, challenges.cloudflare.com, "*.r2.cloudflarestorage.com", static.cloudflareinsights.com
    ]
  - name: Cloudinary
    purpose: media
    packages:
      npm: [cloudinary, next-cloudinary]
      PyPI: [cloudinary]
      Go: [github.com/cloudinary/cloudinary-go]
      RubyGems: [cloudinary]
      Packagist: [cloudinary/cloudinary_php]
    environment: [CLOUDINARY_]
    hosts: [api.cloudinary.com, res.cloudinary.com]
  - name: Codecov
    purpose: code coverage
    packages:
      npm: ["@codecov/webpack-plugin", codecov]
      PyPI: [codecov]
      RubyGems: [codecov]
    environment: [CODECOV_]
    hosts: [codecov.io, api.codecov.io]
    used: at-build
  - name: Cohere
    purpose: AI
    packages:
      npm: [cohere-ai]
      PyPI: [cohere]
      Go: [github.com/cohere-ai/cohere-go]
      RubyGems: [cohere-ruby]
    environment: [COHERE_, CO_API_KEY]
    hosts: [api.cohere.ai, api.cohere.com]
  - name: ConfigCat
    purpose: feature flags
    packages:
      npm: [configcat-node, configcat-js]
      PyPI: [configcat-client]
      Go: [github.com/configcat/go-sdk]
      RubyGems: [configcat]
    environment: [CONFIGCAT_]
    hosts: [cdn-global.configcat.com, api.configcat.com]
    confidence: medium
  - name: Confluent Cloud
    purpose: event streaming
    packages:
      npm: ["@confluentinc/kafka-javascript"]
      PyPI: [confluent-kafka]
      Go: [github.com/confluentinc/confluent-kafka-go]
    environment: [CONFLUENT_]
    hosts: ["*.confluent.cloud", api.confluent.cloud]
    needs: second-sign
  - name: Contentful
    purpose: content management
    packages:
      npm: [contentful, contentful-management]
      PyPI: [contentful, contentful_management]
      RubyGems: [contentful, contentful-management]
      Packagist: [contentful/contentful-management]
    environment: [CONTENTFUL_]
    hosts: [cdn.contentful.com, api.contentful.com, preview.contentful.com]
  - name: Convex
    purpose: app backend
    packages:
      npm: [convex]
      PyPI: [convex]
    environment: [CONVEX_, NEXT_PUBLIC_CONVEX_]
    hosts: ["*.convex.cloud", api.convex.dev]
    needs: second-sign
    confidence: low
  - name: Courier
    purpose: notifications
    packages:
      npm: ["@trycourier/courier"]
      PyPI: [trycourier]
      Go: [github.com/trycourier/courier-go]
      RubyGems: [trycourier]
    environment: [COURIER_]
    hosts: [api.courier.com]
  - name: Crisp
    purpose: customer support
    packages:
      npm: [crisp-api, crisp-sdk-web]
      PyPI: [crisp-api]
      Go: [github.com/crisp-im/go-crisp-api]
      RubyGems: [crisp-api]
    environment: [CRISP_]
    hosts: [api.crisp.chat, client.crisp.chat]
    confidence: medium
  - name: Customer.io
    purpose: messaging automation
    packages:
      npm: [customerio-node]
      PyPI: [customerio]
      Go: [github.com/customerio/go-customerio]
      RubyGems: [customerio]
    environment: [CUSTOMERIO_, CUSTOMER_IO_]
    hosts: [track.customer.io, api.customer.io]
  - name: Daily
    purpose: video calls
    packages:
      npm: ["@daily-co/daily-js"]
      PyPI: [daily-python]
    environment: [DAILY_API_KEY]
    hosts: [api.daily.co]
    confidence: medium
  - name: Databricks
    purpose: data platform
    packages:
      npm: ["@databricks/sql"]
      PyPI: [databricks-sdk, databricks-sql-connector]
      Go: [github.com/databricks/databricks-sdk-go, github.com/databricks/databricks-sql-go]
    environment: [DATABRICKS_]
    hosts: ["*.cloud.databricks.com", "*.azuredatabricks.net"]
    confidence: medium
  - name: Datadog
    purpose: observability
    packages:
      npm: [dd-trace, "@datadog/browser-rum", "@datadog/browser-logs", "@datadog/datadog-api-client"]
      PyPI: [ddtrace, datadog, datadog-api-client]
      Go: [github.com/DataDog/dd-trace-go, gopkg.in/DataDog/dd-trace-go.v1, github.com/DataDog/datadog-go]
      RubyGems: [ddtrace, datadog, dogapi]
      Packagist: [datadog/dd-trace, datadog/php-datadogstatsd]
    environment: [DD_, DATADOG_]
    hosts: [api.datadoghq.com, api.datadoghq.eu, browser-intake-datadoghq.com]
  - name: Deepgram
    purpose: AI speech
    packages:
      npm: ["@deepgram/sdk"]
      PyPI: [deepgram-sdk]
      Go: [github.com/deepgram/deepgram-go-sdk]
    environment: [DEEPGRAM_]
    hosts: [api.deepgram.com]
  - name: Descope
    purpose: authentication
    packages:
      npm: ["@descope/node-sdk", "@descope/react-sdk"]
      PyPI: [descope]
      Go: [github.com/descope/go-sdk]
      RubyGems: [descope]
    environment: [DESCOPE_]
    hosts: [api.descope.com]
    confidence: medium
  - name: DigitalOcean
    purpose: cloud hosting
    packages:
      npm: [do-wrapper]
      PyPI: [python-digitalocean, pydo]
      Go: [github.com/digitalocean/godo]
      RubyGems: [droplet_kit]
    environment: [DIGITALOCEAN_, DO_]
    hosts: [api.digitalocean.com, "*.digitaloceanspaces.com"]
  - name: Discord
    purpose: chat
    packages:
      npm: [discord.js]
      PyPI: [discord.py]
      Go: [github.com/bwmarrin/discordgo]
      RubyGems: [discordrb]
    environment: [DISCORD_]
    hosts: [discord.com, discordapp.com]
  - name: DocuSign
    purpose: e-signature
    packages:
      npm: [docusign-esign]
      PyPI: [docusign-esign]
      RubyGems: [docusign_esign]
      Packagist: [docusign/esign-client]
    environment: [DOCUSIGN_]
    hosts: ["*.docusign.net", account.docusign.com]
  - name: Doppler
    purpose: secrets
    environment: [DOPPLER_]
    hosts: [api.doppler.com]
  - name: Dropbox
    purpose: file storage
    packages:
      npm: [dropbox]
      PyPI: [dropbox]
      Go: [github.com/dropbox/dropbox-sdk-go-unofficial]
      RubyGems: [dropbox_api]
    environment: [DROPBOX_]
    hosts: [api.dropboxapi.com, content.dropboxapi.com]
  - name: Dropbox Sign
    purpose: e-signature
    packages:
      npm: ["@dropbox/sign", hellosign-sdk]
      PyPI: [dropbox-sign, hellosign-python-sdk]
      RubyGems: [dropbox-sign, hellosign-ruby-sdk]
    environment: [HELLOSIGN_, DROPBOX_SIGN_]
    hosts: [api.hellosign.com]
    confidence: medium
  - name: Dynatrace
    purpose: observability
    packages:
      npm: ["@dynatrace/oneagent"]
      PyPI: [oneagent-sdk, autodynatrace]
      Go: [github.com/Dynatrace/OneAgent-SDK-for-Go]
    environment: [DYNATRACE_, DT_]
    hosts: ["*.live.dynatrace.com"]
  - name: Elastic
    purpose: search and observability
    packages:
      npm: ["@elastic/elasticsearch", elastic-apm-node, "@elastic/apm-rum"]
      PyPI: [elasticsearch, elastic-apm]
      Go: [github.com/elastic/go-elasticsearch, go.elastic.co/apm]
      RubyGems: [elasticsearch, elastic-apm]
    environment: [ELASTIC_, ELASTICSEARCH_]
    hosts: ["*.elastic-cloud.com", "*.cloud.es.io"]
    needs: second-sign
  - name: ElevenLabs
    purpose: AI voice
    packages:
      npm: [elevenlabs, "@elevenlabs/elevenlabs-js"]
      PyPI: [elevenlabs]
      Go: [github.com/haguro/elevenlabs-go]
      RubyGems: [elevenlabs]
    environment: [ELEVENLABS_, ELEVEN_]
    hosts: [api.elevenlabs.io]
    confidence: medium
  - name: Expo
    purpose: push notifications and app builds
    packages:
      npm: [expo-server-sdk, expo-notifications]
      PyPI: [exponent-server-sdk]
      Go: [github.com/oliveroneill/exponent-server-sdk-golang]
      RubyGems: [exponent-server-sdk]
    environment: [EXPO_]
    hosts: [exp.host]
    confidence: medium
  - name: Fastly
    purpose: CDN
    packages:
      npm: [fastly]
      PyPI: [fastly]
      Go: [github.com/fastly/go-fastly]
      RubyGems: [fastly]
    environment: [FASTLY_]
    hosts: [api.fastly.com]
  - name: Fastmail
    purpose: mail
    environment: [FASTMAIL_]
    hosts: [api.fastmail.com]
    mail-servers: [messagingengine.com]
    senders: [spf.messagingengine.com]
  - name: Fathom
    purpose: web analytics
    packages:
      npm: [fathom-client]
    environment: [FATHOM_]
    hosts: [cdn.usefathom.com, api.usefathom.com]
    confidence: medium
  - name: Filestack
    purpose: file uploads
    packages:
      npm: [filestack-js]
      PyPI: [filestack-python]
      Go: [github.com/filestack/filestack-go]
      RubyGems: [filestack]
    environment: [FILESTACK_]
    hosts: [www.filestackapi.com, cdn.filestackcontent.com]
    confidence: medium
  - name: Firebase
    purpose: app backend
    packages:
      npm: [firebase, firebase-admin, "@react-native-firebase/app"]
      PyPI: [firebase-admin, pyrebase4]
      Go: [firebase.google.com/go]
      RubyGems: [fcm, firebase]
    environment: [FIREBASE_, NEXT_PUBLIC_FIREBASE_]
    hosts: ["*.firebaseio.com", fcm.googleapis.com, identitytoolkit.googleapis.com, firestore.googleapis.com]
  - name: Flagsmith
    purpose: feature flags
    packages:
      npm: [flagsmith, flagsmith-nodejs]
      PyPI: [flagsmith]
      Go: [github.com/Flagsmith/flagsmith-go-client]
      RubyGems: [flagsmith]
    environment: [FLAGSMITH_]
    hosts: [edge.api.flagsmith.com, api.flagsmith.com]
    needs: second-sign
    confidence: medium
  - name: Fly.io
    purpose: hosting
    packages:
      Go: [github.com/superfly/fly-go]
    environment: [FLY_]
    hosts: [api.fly.io, api.machines.dev]
  - name: Freshworks
    purpose: customer support
    packages:
      PyPI: [python-freshdesk]
      RubyGems: [freshdesk]
    environment: [FRESHDESK_]
    hosts: ["*.freshdesk.com", wchat.freshchat.com]
    senders: [email.freshdesk.com]
  - name: Front
    purpose: customer support
    packages:
      RubyGems: [frontapp]
    environment: [FRONT_API_]
    hosts: [api2.frontapp.com]
  - name: FullStory
    purpose: session replay
    packages:
      npm: ["@fullstory/browser"]
    environment: [FULLSTORY_]
    hosts: [api.fullstory.com, edge.fullstory.com, rs.fullstory.com]
  - name: GitHub
    purpose: source hosting
    packages:
      npm: ["@octokit/rest", "@octokit/core", octokit]
      PyPI: [PyGithub]
      Go: [github.com/google/go-github]
      RubyGems: [octokit]
      Packagist: [knplabs/github-api]
    environment: [GITHUB_, GH_]
    hosts: [api.github.com, uploads.github.com]
  - name: GitLab
    purpose: source hosting
    packages:
      npm: ["@gitbeaker/rest"]
      PyPI: [python-gitlab]
      Go: [gitlab.com/gitlab-org/api/client-go, github.com/xanzy/go-gitlab]
      RubyGems: [gitlab]
      Packagist: [m4tthumphrey/php-gitlab-api]
    environment: [GITLAB_]
    hosts: [gitlab.com]
    needs: second-sign
  - name: GoCardless
    purpose: payments
    packages:
      npm: [gocardless-nodejs]
      PyPI: [gocardless-pro]
      Go: [github.com/gocardless/gocardless-pro-go]
      RubyGems: [gocardless_pro]
    environment: [GOCARDLESS_, GC_]
    hosts: [api.gocardless.com, api-sandbox.gocardless.com]
  - name: Google Ads
    purpose: advertising
    packages:
      npm: [google-ads-api]
      PyPI: [google-ads]
      RubyGems: [google-ads-googleads]
    environment: [GOOGLE_ADS_]
    hosts: [googleads.googleapis.com]
  - name: Google Analytics / Tag Manager
    aliases: [Google Analytics, Google Tag Manager]
    purpose: web analytics
    packages:
      npm: [react-ga4, react-ga, "@google-analytics/data", vue-gtag, "@next/third-parties"]
      PyPI: [google-analytics-data]
      RubyGems: [staccato]
    environment: [GA_, GOOGLE_ANALYTICS_, NEXT_PUBLIC_GA_]
    hosts: [www.google-analytics.com, www.googletagmanager.com, analyticsdata.googleapis.com]
  - name: Google Cloud
    aliases: [Google Cloud Platform, GCP, Google Cloud EMEA]
    purpose: cloud hosting
    packages:
      npm: ["@google-cloud/*", googleapis, google-auth-library]
      PyPI: [google-cloud-storage, "google-cloud-*", google-api-python-client, google-auth]
      Go: [cloud.google.com/go, google.golang.org/api]
      RubyGems: [google-cloud-storage, googleauth]
      Packagist: [google/apiclient, "google/cloud-*"]
    environment: [GOOGLE_APPLICATION_CREDENTIALS, GCP_, GCLOUD_, GOOGLE_CLOUD_]
    hosts: ["*.googleapis.com"]
  - name: Google Gemini
    aliases: [Gemini, Google AI]
    purpose: AI
    packages:
      npm: ["@google/generative-ai", "@google/genai", "@ai-sdk/google"]
      PyPI: [google-generativeai, google-genai]
      Go: [github.com/google/generative-ai-go, google.golang.org/genai]
      RubyGems: [gemini-ai]
    environment: [GEMINI_, GOOGLE_GENERATIVE_AI_]
    hosts: [generativelanguage.googleapis.com]
    confidence: medium
  - name: Google Maps
    purpose: maps
    packages:
      npm: ["@googlemaps/js-api-loader", "@googlemaps/google-maps-services-js", "@react-google-maps/api"]
      PyPI: [googlemaps]
      Go: [googlemaps.github.io/maps]
      RubyGems: [google_maps_service, geocoder]
    environment: [GOOGLE_MAPS_]
    hosts: [maps.googleapis.com]
  - name: Google reCAPTCHA
    purpose: bot defence
    packages:
      npm: [react-google-recaptcha, react-google-recaptcha-v3]
      PyPI: [django-recaptcha, google-cloud-recaptcha-enterprise]
      Go: [cloud.google.com/go/recaptchaenterprise]
      RubyGems: [recaptcha]
    environment: [RECAPTCHA_]
    hosts: [www.recaptcha.net, recaptchaenterprise.googleapis.com]
  - name: Google Workspace
    aliases: [Google, Gmail, G Suite]
    purpose: "office, mail and sign-in"
    hosts: [gmail.googleapis.com, admin.googleapis.com]
    scopes: [
      www.googleapis.com/auth/gmail, www.googleapis.com/auth/drive, www.googleapis.com/auth/calendar,
      www.googleapis.com/auth/spreadsheets, www.googleapis.com/auth/documents, www.googleapis.com/auth/contacts,
      www.googleapis.com/auth/admin, mail.google.com/
    ]
    mail-servers: [google.com, googlemail.com]
    senders: [_spf.google.com]
  - name: Grafana Cloud
    purpose: observability
    packages:
      npm: ["@grafana/faro-web-sdk"]
      Go: [github.com/grafana/grafana-api-golang-client]
    environment: [GRAFANA_]
    hosts: ["*.grafana.net"]
    needs: second-sign
    confidence: medium
  - name: Groq
    purpose: AI
    packages:
      npm: [groq-sdk, "@ai-sdk/groq"]
      PyPI: [groq]
    environment: [GROQ_]
    hosts: [api.groq.com]
    confidence: medium
  - name: HashiCorp Cloud
    aliases: [HashiCorp, HCP, Terraform Cloud]
    purpose: infrastructure
    packages:
      npm: [node-vault]
      PyPI: [hvac]
      Go: [github.com/hashicorp/vault/api, github.com/hashicorp/go-tfe]
      RubyGems: [vault]
    environment: [VAULT_, TFE_, HCP_]
    hosts: [app.terraform.io, api.cloud.hashicorp.com]
    needs: second-sign
  - name: hCaptcha
    purpose: bot defence
    packages:
      npm: ["@hcaptcha/react-hcaptcha", hcaptcha]
      PyPI: [django-hcaptcha]
      RubyGems: [hcaptcha]
    environment: [HCAPTCHA_]
    hosts: [hcaptcha.com, js.hcaptcha.com, api.hcaptcha.com]
    confidence: medium
  - name: Heap
    purpose: product analytics
    packages:
      npm: [heap-api]
      RubyGems: [heap]
    environment: [HEAP_]
    hosts: [heapanalytics.com, cdn.heapanalytics.com]
  - name: Help Scout
    purpose: customer support
    packages:
      npm: [help-scout]
    environment: [HELPSCOUT_, HELP_SCOUT_]
    hosts: [api.helpscout.net, beacon-v2.helpscout.net]
    mail-servers: [helpscout.net]
    senders: [helpscoutemail.com]
    confidence: medium
  - name: Heroku
    purpose: hosting
    packages:
      npm: [heroku-client]
      PyPI: [heroku3]
      Go: [github.com/heroku/heroku-go]
      RubyGems: [platform-api]
    environment: [HEROKU_]
    hosts: [api.heroku.com]
  - name: Hetzner Cloud
    purpose: cloud hosting
    packages:
      PyPI: [hcloud]
      Go: [github.com/hetznercloud/hcloud-go]
      RubyGems: [hcloud]
    environment: [HCLOUD_]
    hosts: [api.hetzner.cloud]
    confidence: medium
  - name: Honeybadger
    purpose: error tracking
    packages:
      npm: ["@honeybadger-io/js"]
      PyPI: [honeybadger]
      Go: [github.com/honeybadger-io/honeybadger-go]
      RubyGems: [honeybadger]
    environment: [HONEYBADGER_]
    hosts: [api.honeybadger.io]
  - name: Honeycomb
    purpose: observability
    packages:
      npm: ["@honeycombio/opentelemetry-node", libhoney]
      PyPI: [libhoney, honeycomb-opentelemetry]
      Go: [github.com/honeycombio/libhoney-go]
      RubyGems: [libhoney, honeycomb-beeline]
    environment: [HONEYCOMB_]
    hosts: [api.honeycomb.io]
    confidence: medium
  - name: Hotjar
    purpose: session replay
    packages:
      npm: ["@hotjar/browser", react-hotjar]
    environment: [HOTJAR_]
    hosts: [static.hotjar.com, script.hotjar.com]
  - name: HubSpot
    purpose: CRM and marketing
    packages:
      npm: ["@hubspot/api-client"]
      PyPI: [hubspot-api-client]
      RubyGems: [hubspot-api-client, hubspot-ruby]
      Packagist: [hubspot/api-client]
    environment: [HUBSPOT_]
    hosts: [api.hubapi.com, js.hs-scripts.com]
    senders: [hubspotemail.net]
  - name: Hugging Face
    purpose: AI
    packages:
      npm: ["@huggingface/inference", "@huggingface/hub"]
      PyPI: [huggingface-hub]
      RubyGems: [hugging-face]
    environment: [HF_TOKEN, HUGGINGFACE_, HUGGING_FACE_]
    hosts: [api-inference.huggingface.co, router.huggingface.co, huggingface.co]
    needs: second-sign
  - name: imgix
    purpose: media
    packages:
      npm: ["@imgix/js-core", react-imgix]
      PyPI: [imgix]
      Go: [github.com/imgix/imgix-go]
      RubyGems: [imgix, imgix-rails]
    environment: [IMGIX_]
    hosts: ["*.imgix.net", api.imgix.com]
    confidence: medium
  - name: Inngest
    purpose: background jobs
    packages:
      npm: [inngest]
      PyPI: [inngest]
      Go: [github.com/inngest/inngestgo]
    environment: [INNGEST_]
    hosts: [api.inngest.com, inn.gs]
    needs: second-sign
    confidence: medium
  - name: Intercom
    purpose: customer support
    packages:
      npm: [intercom-client, "@intercom/messenger-js-sdk", react-use-intercom]
      PyPI: [python-intercom]
      Go: [github.com/intercom/intercom-go]
      RubyGems: [intercom, intercom-rails]
      Packagist: [intercom/intercom-php]
    environment: [INTERCOM_]
    hosts: [api.intercom.io, widget.intercom.io]
  - name: IPinfo
    purpose: IP geolocation
    packages:
      npm: [node-ipinfo]
      PyPI: [ipinfo]
      Go: [github.com/ipinfo/go]
      RubyGems: [IPinfo]
    environment: [IPINFO_]
    hosts: [ipinfo.io]
    confidence: medium
  - name: Iterable
    purpose: customer engagement
    packages:
      npm: ["@iterable/web-sdk"]
    environment: [ITERABLE_]
    hosts: [api.iterable.com]
  - name: Kit
    purpose: e-mail marketing
    packages:
      RubyGems: [convertkit-ruby]
    environment: [CONVERTKIT_]
    hosts: [api.convertkit.com, api.kit.com]
    confidence: medium
  - name: Klaviyo
    purpose: e-mail marketing
    packages:
      npm: [klaviyo-api]
      PyPI: [klaviyo-api]
      RubyGems: [klaviyo-api-sdk]
      Packagist: [klaviyo/api]
    environment: [KLAVIYO_]
    hosts: [a.klaviyo.com, static.klaviyo.com]
  - name: Knock
    purpose: notifications
    packages:
      npm: ["@knocklabs/node", "@knocklabs/client"]
      PyPI: [knockapi]
      Go: [github.com/knocklabs/knock-go]
      RubyGems: [knockapi]
    environment: [KNOCK_]
    hosts: [api.knock.app]
    confidence: medium
  - name: Langfuse
    purpose: AI observability
    packages:
      npm: [langfuse]
      PyPI: [langfuse]
    environment: [LANGFUSE_]
    hosts: [cloud.langfuse.com, us.cloud.langfuse.com]
    needs: second-sign
    confidence: medium
  - name: LangSmith
    purpose: AI observability
    packages:
      npm: [langsmith]
      PyPI: [langsmith]
    environment: [LANGSMITH_, LANGCHAIN_API_KEY]
    hosts: [api.smith.langchain.com]
    needs: second-sign
    confidence: medium
  - name: LaunchDarkly
    purpose: feature flags
    packages:
      npm: [
        "@launchdarkly/node-server-sdk", launchdarkly-node-server-sdk, launchdarkly-js-client-sdk,
        launchdarkly-react-client-sdk
      ]
      PyPI: [launchdarkly-server-sdk]
      Go: [github.com/launchdarkly/go-server-sdk]
      RubyGems: [launchdarkly-server-sdk]
      Packagist: [launchdarkly/server-sdk]
    environment: [LAUNCHDARKLY_, LD_SDK_KEY]
    hosts: [app.launchdarkly.com, sdk.launchdarkly.com, events.launchdarkly.com]
  - name: Lemon Squeezy
    purpose: payments / merchant of record
    packages:
      npm: ["@lemonsqueezy/lemonsqueezy.js"]
    environment: [LEMONSQUEEZY_, LEMON_SQUEEZY_]
    hosts: [api.lemonsqueezy.com]
  - name: Linear
    purpose: issue tracking
    packages:
      npm: ["@linear/sdk"]
    environment: [LINEAR_]
    hosts: [api.linear.app]
  - name: LinkedIn
    purpose: social
    packages:
      npm: [react-linkedin-login-oauth2]
      PyPI: [python3-linkedin]
      RubyGems: [linkedin, omniauth-linkedin-oauth2]
    environment: [LINKEDIN_]
    hosts: [api.linkedin.com, snap.licdn.com]
  - name: Loggly
    purpose: logging
    packages:
      npm: [node-loggly-bulk, winston-loggly-bulk]
      PyPI: [loggly-python-handler]
      Go: [github.com/segmentio/go-loggly]
      RubyGems: [logglier]
    environment: [LOGGLY_]
    hosts: [logs-01.loggly.com]
  - name: LogRocket
    purpose: session replay
    packages:
      npm: [logrocket]
    environment: [LOGROCKET_]
    hosts: [cdn.logrocket.io, cdn.lr-ingest.io, r.lr-ingest.io]
  - name: Loops
    purpose: e-mail marketing
    packages:
      npm: [loops]
    environment: [LOOPS_]
    hosts: [app.loops.so]
  - name: Mailchimp
    purpose: e-mail marketing
    packages:
      npm: ["@mailchimp/mailchimp_marketing", "@mailchimp/mailchimp_transactional"]
      PyPI: [mailchimp-marketing, mailchimp-transactional, mailchimp3]
      Go: [github.com/hanzoai/gochimp3]
      RubyGems: [MailchimpMarketing, gibbon]
      Packagist: [mailchimp/marketing]
    environment: [MAILCHIMP_, MANDRILL_]
    hosts: ["*.api.mailchimp.com", mandrillapp.com]
    senders: [servers.mcsv.net, spf.mandrillapp.com]
  - name: Mailgun
    purpose: e-mail delivery
    packages:
      npm: [mailgun.js, mailgun-js]
      Go: [github.com/mailgun/mailgun-go]
      RubyGems: [mailgun-ruby]
      Packagist: [mailgun/mailgun-php]
    environment: [MAILGUN_]
    hosts: [api.mailgun.net, api.eu.mailgun.net]
    mail-servers: [mailgun.org]
    senders: [mailgun.org]
  - name: Mailjet
    purpose: e-mail delivery
    packages:
      npm: [node-mailjet]
      PyPI: [mailjet-rest]
      Go: [github.com/mailjet/mailjet-apiv3-go]
      RubyGems: [mailjet]
    environment: [MAILJET_, MJ_APIKEY_]
    hosts: [api.mailjet.com]
    senders: [spf.mailjet.com]
  - name: Mapbox
    purpose: maps
    packages:
      npm: [mapbox-gl, "@mapbox/mapbox-sdk", react-map-gl]
      PyPI: [mapbox]
      Go: [github.com/ryankurte/go-mapbox]
      RubyGems: [mapbox-sdk]
    environment: [MAPBOX_]
    hosts: [api.mapbox.com, events.mapbox.com]
  - name: MaxMind
    purpose: IP geolocation
    packages:
      npm: ["@maxmind/geoip2-node", maxmind]
      PyPI: [geoip2, maxminddb]
      Go: [github.com/oschwald/geoip2-golang]
      RubyGems: [maxmind-geoip2, maxmind-db]
    environment: [MAXMIND_]
    hosts: [geoip.maxmind.com, geolite.info]
    needs: second-sign
  - name: Meta
    aliases: [Meta Platforms, Facebook]
    purpose: advertising and social
    packages:
      npm: [facebook-nodejs-business-sdk, react-facebook-pixel]
      PyPI: [facebook-business, facebook-sdk]
      Go: [github.com/huandu/facebook]
      RubyGems: [koala, facebookbusiness]
    environment: [FACEBOOK_, FB_, META_]
    hosts: [graph.facebook.com, connect.facebook.net]
  - name: Mezmo
    purpose: logging
    packages:
      npm: ["@logdna/logger"]
      PyPI: [logdna]
      Go: [github.com/logdna/logdna-go]
      RubyGems: [logdna]
    environment: [LOGDNA_, MEZMO_]
    hosts: [logs.logdna.com, api.mezmo.com]
    confidence: low
  - name: Microsoft 365
    aliases: [Office 365, Microsoft Teams]
    purpose: office and chat
    packages:
      npm: ["@microsoft/microsoft-graph-client", botbuilder]
      PyPI: [msgraph-sdk, O365]
      Go: [github.com/microsoftgraph/msgraph-sdk-go]
      RubyGems: [microsoft_graph]
    environment: [MS_GRAPH_, MICROSOFT_]
    hosts: [graph.microsoft.com, login.microsoftonline.com]
    scopes: [graph.microsoft.com/]
    mail-servers: [mail.protection.outlook.com]
    senders: [spf.protection.outlook.com]
  - name: Microsoft Azure
    aliases: [Azure, Microsoft]
    purpose: cloud hosting
    packages:
      npm: ["@azure/*"]
      PyPI: [azure-storage-blob, azure-identity, "azure-*"]
      Go: [github.com/Azure/azure-sdk-for-go]
      RubyGems: [azure-storage-blob]
    environment: [AZURE_]
    hosts: [management.azure.com, "*.blob.core.windows.net", "*.vault.azure.net", login.microsoftonline.com]
  - name: Microsoft Clarity
    purpose: session replay
    packages:
      npm: ["@microsoft/clarity", react-microsoft-clarity]
    environment: [CLARITY_]
    hosts: [www.clarity.ms]
    confidence: medium
  - name: Mimecast
    purpose: mail filtering
    environment: [MIMECAST_]
    hosts: [api.services.mimecast.com]
    mail-servers: [mimecast.com]
    senders: [_netblocks.mimecast.com]
    confidence: medium
  - name: Mistral AI
    purpose: AI
    packages:
      npm: ["@mistralai/mistralai", "@ai-sdk/mistral"]
      PyPI: [mistralai]
      Go: [github.com/gage-technologies/mistral-go]
      RubyGems: [mistral-ai]
    environment: [MISTRAL_]
    hosts: [api.mistral.ai]
    confidence: medium
  - name: Mixpanel
    purpose: product analytics
    packages:
      npm: [mixpanel, mixpanel-browser]
      PyPI: [mixpanel]
      Go: [github.com/mixpanel/mixpanel-go, github.com/dukex/mixpanel]
      RubyGems: [mixpanel-ruby]
    environment: [MIXPANEL_]
    hosts: [api.mixpanel.com, api-js.mixpanel.com, api-eu.mixpanel.com]
  - name: Mollie
    purpose: payments
    packages:
      npm: ["@mollie/api-client"]
      PyPI: [mollie-api-python]
      Go: [github.com/VictorAvelar/mollie-api-go]
      RubyGems: [mollie-api-ruby]
      Packagist: [mollie/mollie-api-php, mollie/laravel-mollie]
    environment: [MOLLIE_]
    hosts: [api.mollie.com]
    confidence: medium
  - name: monday.com
    purpose: issue tracking
    packages:
      npm: [monday-sdk-js, "@mondaydotcomorg/api"]
      PyPI: [monday]
      RubyGems: [monday_ruby]
    environment: [MONDAY_]
    hosts: [api.monday.com]
  - name: MongoDB Atlas
    aliases: [MongoDB, Atlas]
    purpose: database
    packages:
      npm: [mongodb, mongoose]
      PyPI: [pymongo]
      Go: [go.mongodb.org/mongo-driver, go.mongodb.org/atlas]
      RubyGems: [mongo, mongoid]
    environment: [MONGODB_, MONGO_, ATLAS_]
    hosts: ["*.mongodb.net", cloud.mongodb.com]
    needs: second-sign
  - name: Mux
    purpose: video
    packages:
      npm: ["@mux/mux-node", "@mux/mux-player"]
      PyPI: [mux_python]
      Go: [github.com/muxinc/mux-go]
      RubyGems: [mux_ruby]
      Packagist: [muxinc/mux-php]
    environment: [MUX_]
    hosts: [api.mux.com, stream.mux.com]
  - name: Neon
    purpose: database
    packages:
      npm: ["@neondatabase/serverless"]
      PyPI: [neon-api]
    environment: [NEON_]
    hosts: ["*.neon.tech", console.neon.tech]
  - name: Netlify
    purpose: hosting
    packages:
      npm: [netlify, "@netlify/functions", "@netlify/blobs"]
      Go: [github.com/netlify/open-api]
    environment: [NETLIFY_]
    hosts: [api.netlify.com]
  - name: New Relic
    purpose: observability
    packages:
      npm: [newrelic, "@newrelic/browser-agent"]
      PyPI: [newrelic]
      Go: [github.com/newrelic/go-agent]
      RubyGems: [newrelic_rpm]
    environment: [NEW_RELIC_, NEWRELIC_]
    hosts: [api.newrelic.com, collector.newrelic.com, bam.nr-data.net]
  - name: Notion
    purpose: documents
    packages:
      npm: ["@notionhq/client"]
      PyPI: [notion-client]
      Go: [github.com/jomei/notionapi]
      RubyGems: [notion-ruby-client]
    environment: [NOTION_]
    hosts: [api.notion.com]
  - name: Novu
    purpose: notifications
    packages:
      npm: ["@novu/node", "@novu/api"]
      PyPI: [novu]
      Go: [github.com/novuhq/go-novu]
      RubyGems: [novu]
    environment: [NOVU_]
    hosts: [api.novu.co]
    needs: second-sign
  - name: Okta
    purpose: authentication
    packages:
      npm: ["@okta/okta-sdk-nodejs", "@okta/okta-auth-js", "@okta/okta-react"]
      PyPI: [okta]
      Go: [github.com/okta/okta-sdk-golang]
      RubyGems: [oktakit, omniauth-okta]
    environment: [OKTA_]
    hosts: ["*.okta.com", "*.oktapreview.com"]
  - name: OneSignal
    purpose: push notifications
    packages:
      npm: ["@onesignal/node-onesignal", react-onesignal, react-native-onesignal]
      PyPI: [onesignal-sdk]
      Go: [github.com/OneSignal/onesignal-go-api]
      RubyGems: [onesignal]
      Packagist: [onesignal/onesignal-php-api]
    environment: [ONESIGNAL_]
    hosts: [onesignal.com, api.onesignal.com, cdn.onesignal.com]
  - name: Onfido
    purpose: identity verification
    packages:
      npm: ["@onfido/api", onfido-sdk-ui]
      PyPI: [onfido-python]
      Go: [github.com/onfido/onfido-go]
      RubyGems: [onfido]
    environment: [ONFIDO_]
    hosts: [api.onfido.com, api.eu.onfido.com]
  - name: OpenAI
    aliases: [OpenAI OpCo, OpenAI Ireland]
    purpose: AI
    packages:
      npm: [openai, "@ai-sdk/openai", "@langchain/openai"]
      PyPI: [openai, langchain-openai]
      Go: [github.com/openai/openai-go, github.com/sashabaranov/go-openai]
      RubyGems: [ruby-openai, openai]
      Packagist: [openai-php/client, openai-php/laravel]
    environment: [OPENAI_]
    hosts: [api.openai.com]
    needs: second-sign
  - name: OpenRouter
    purpose: AI
    packages:
      npm: ["@openrouter/ai-sdk-provider"]
      RubyGems: [open_router]
    environment: [OPENROUTER_]
    hosts: [openrouter.ai]
    confidence: medium
  - name: Opsgenie
    purpose: incident alerts
    packages:
      npm: [opsgenie-sdk]
      PyPI: [opsgenie-sdk]
      Go: [github.com/opsgenie/opsgenie-go-sdk-v2]
      RubyGems: [opsgenie]
    environment: [OPSGENIE_]
    hosts: [api.opsgenie.com, api.eu.opsgenie.com]
  - name: Optimizely
    purpose: experimentation
    packages:
      npm: ["@optimizely/optimizely-sdk"]
      PyPI: [optimizely-sdk]
      Go: [github.com/optimizely/go-sdk]
      RubyGems: [optimizely-sdk]
    environment: [OPTIMIZELY_]
    hosts: [cdn.optimizely.com, logx.optimizely.com, api.optimizely.com]
  - name: Paddle
    purpose: payments / merchant of record
    packages:
      npm: ["@paddle/paddle-node-sdk", "@paddle/paddle-js"]
      PyPI: [paddle-python-sdk]
      Go: [github.com/PaddleHQ/paddle-go-sdk]
      Packagist: [laravel/cashier-paddle]
    environment: [PADDLE_]
    hosts: [api.paddle.com, cdn.paddle.com, vendors.paddle.com]
  - name: PagerDuty
    purpose: incident alerts
    packages:
      npm: ["@pagerduty/pdjs"]
      PyPI: [pdpyras, pagerduty, pypd]
      Go: [github.com/PagerDuty/go-pagerduty]
      RubyGems: [pagerduty, pager_duty]
    environment: [PAGERDUTY_, PD_]
    hosts: [api.pagerduty.com, events.pagerduty.com]
  - name: Papertrail
    purpose: logging
    packages:
      npm: [winston-papertrail]
      RubyGems: [remote_syslog_logger]
    environment: [PAPERTRAIL_]
    hosts: [papertrailapp.com, logs.papertrailapp.com]
    confidence: low
  - name: PayPal
    purpose: payments
    packages:
      npm: [
        "@paypal/checkout-server-sdk", "@paypal/paypal-server-sdk", "@paypal/paypal-js", "@paypal/react-paypal-js"
      ]
      PyPI: [paypalrestsdk]
      Go: [github.com/plutov/paypal]
      RubyGems: [paypal-sdk-rest, paypal-checkout-sdk]
      Packagist: [paypal/paypal-checkout-sdk, paypal/rest-api-sdk-php]
    environment: [PAYPAL_]
    hosts: [api-m.paypal.com, api.paypal.com, www.paypal.com]
  - name: Pendo
    purpose: product analytics
    packages:
      npm: ["@pendo/agent"]
    environment: [PENDO_]
    hosts: [app.pendo.io, data.pendo.io, cdn.pendo.io]
    confidence: medium
  - name: Perplexity
    purpose: AI
    packages:
      npm: ["@ai-sdk/perplexity"]
    environment: [PERPLEXITY_, PPLX_]
    hosts: [api.perplexity.ai]
  - name: Persona
    purpose: identity verification
    packages:
      npm: [persona]
    environment: [PERSONA_]
    hosts: [withpersona.com, cdn.withpersona.com]
  - name: Pinecone
    purpose: vector database
    packages:
      npm: ["@pinecone-database/pinecone"]
      PyPI: [pinecone, pinecone-client]
      Go: [github.com/pinecone-io/go-pinecone]
      RubyGems: [pinecone]
    environment: [PINECONE_]
    hosts: [api.pinecone.io, "*.pinecone.io"]
  - name: Pipedrive
    purpose: CRM
    packages:
      npm: [pipedrive]
      PyPI: [pipedrive-python-lib]
      RubyGems: [pipedrive-ruby]
    environment: [PIPEDRIVE_]
    hosts: [api.pipedrive.com]
  - name: Plaid
    purpose: bank data
    packages:
      npm: [plaid, react-plaid-link]
      PyPI: [plaid-python]
      Go: [github.com/plaid/plaid-go]
      RubyGems: [plaid]
    environment: [PLAID_]
    hosts: [production.plaid.com, sandbox.plaid.com, cdn.plaid.com]
  - name: PlanetScale
    purpose: database
    packages:
      npm: ["@planetscale/database"]
      Go: [github.com/planetscale/planetscale-go]
      RubyGems: [planetscale]
    environment: [PLANETSCALE_]
    hosts: ["*.connect.psdb.cloud", api.planetscale.com]
  - name: Plausible
    purpose: web analytics
    packages:
      npm: [plausible-tracker, next-plausible]
    environment: [PLAUSIBLE_]
    hosts: [plausible.io]
    needs: second-sign
    confidence: medium
  - name: Plivo
    purpose: SMS and voice
    packages:
      npm: [plivo]
      PyPI: [plivo]
      Go: [github.com/plivo/plivo-go]
      RubyGems: [plivo]
    environment: [PLIVO_]
    hosts: [api.plivo.com]
  - name: PostHog
    purpose: product analytics
    packages:
      npm: [posthog-js, posthog-node]
      PyPI: [posthog]
      Go: [github.com/posthog/posthog-go]
      RubyGems: [posthog-ruby]
      Packagist: [posthog/posthog-php]
    environment: [POSTHOG_, NEXT_PUBLIC_POSTHOG_]
    hosts: [app.posthog.com, us.i.posthog.com, eu.i.posthog.com]
    needs: second-sign
  - name: Postmark
    purpose: e-mail delivery
    packages:
      npm: [postmark]
      PyPI: [postmarker]
      Go: [github.com/keighl/postmark]
      RubyGems: [postmark, postmark-rails]
      Packagist: [wildbit/postmark-php]
    environment: [POSTMARK_]
    hosts: [api.postmarkapp.com]
    mail-servers: [inbound.postmarkapp.com]
    senders: [spf.mtasv.net]
  - name: Prismic
    purpose: content management
    packages:
      npm: ["@prismicio/client"]
      Go: [github.com/prismicio/go-prismic]
      RubyGems: [prismic.io]
    environment: [PRISMIC_]
    hosts: ["*.cdn.prismic.io", "*.prismic.io"]
  - name: Proofpoint
    purpose: mail filtering
    mail-servers: [pphosted.com, ppe-hosted.com]
    senders: [pphosted.com, ppe-hosted.com]
  - name: Proton
    purpose: mail
    mail-servers: [protonmail.ch]
    senders: [_spf.protonmail.ch]
  - name: PubNub
    purpose: realtime messaging
    packages:
      npm: [pubnub]
      PyPI: [pubnub]
      Go: [github.com/pubnub/go]
      RubyGems: [pubnub]
    environment: [PUBNUB_]
    hosts: [ps.pndsn.com]
  - name: Pusher
    purpose: realtime messaging
    packages:
      npm: [pusher, pusher-js]
      PyPI: [pusher]
      Go: [github.com/pusher/pusher-http-go]
      RubyGems: [pusher]
      Packagist: [pusher/pusher-php-server]
    environment: [PUSHER_]
    hosts: [api.pusherapp.com, "*.pusher.com"]
  - name: Railway
    purpose: hosting
    environment: [RAILWAY_]
    hosts: [backboard.railway.app, backboard.railway.com]
  - name: Raygun
    purpose: error tracking
    packages:
      npm: [raygun, raygun4js]
      PyPI: [raygun4py]
      Go: [github.com/MindscapeHQ/raygun4go]
      RubyGems: [raygun4ruby]
    environment: [RAYGUN_]
    hosts: [api.raygun.com, api.raygun.io]
  - name: Razorpay
    purpose: payments
    packages:
      npm: [razorpay]
      PyPI: [razorpay]
      Go: [github.com/razorpay/razorpay-go]
      RubyGems: [razorpay]
    environment: [RAZORPAY_]
    hosts: [api.razorpay.com, checkout.razorpay.com]
  - name: Recurly
    purpose: subscription billing
    packages:
      npm: [recurly, "@recurly/recurly-js"]
      PyPI: [recurly]
      Go: [github.com/recurly/recurly-client-go]
      RubyGems: [recurly]
      Packagist: [recurly/recurly-client]
    environment: [RECURLY_]
    hosts: [v3.recurly.com, api.recurly.com]
  - name: Render
    purpose: hosting
    environment: [RENDER_]
    hosts: [api.render.com]
  - name: Replicate
    purpose: AI
    packages:
      npm: [replicate]
      PyPI: [replicate]
      Go: [github.com/replicate/replicate-go]
      RubyGems: [replicate-ruby]
    environment: [REPLICATE_]
    hosts: [api.replicate.com]
  - name: Resend
    purpose: e-mail delivery
    packages:
      npm: [resend]
      PyPI: [resend]
      Go: [github.com/resend/resend-go]
      RubyGems: [resend]
      Packagist: [resend/resend-php, resend/resend-laravel]
    environment: [RESEND_]
    hosts: [api.resend.com]
  - name: RevenueCat
    purpose: in-app subscriptions
    packages:
      npm: [react-native-purchases, "@revenuecat/purchases-js"]
    environment: [REVENUECAT_]
    hosts: [api.revenuecat.com]
    confidence: medium
  - name: Rollbar
    purpose: error tracking
    packages:
      npm: [rollbar]
      PyPI: [rollbar]
      Go: [github.com/rollbar/rollbar-go]
      RubyGems: [rollbar]
      Packagist: [rollbar/rollbar, rollbar/rollbar-laravel]
    environment: [ROLLBAR_]
    hosts: [api.rollbar.com]
  - name: RudderStack
    purpose: customer data platform
    packages:
      npm: ["@rudderstack/rudder-sdk-node", "@rudderstack/analytics-js"]
      PyPI: [rudder-sdk-python]
      Go: [github.com/rudderlabs/analytics-go]
      RubyGems: [rudder-sdk-ruby]
    environment: [RUDDERSTACK_, RUDDER_]
    hosts: [hosted.rudderlabs.com, api.rudderstack.com]
    confidence: medium
  - name: Salesforce
    purpose: CRM
    packages:
      npm: [jsforce, "@salesforce/core"]
      PyPI: [simple-salesforce]
      Go: [github.com/simpleforce/simpleforce]
      RubyGems: [restforce]
    environment: [SALESFORCE_, SFDC_]
    hosts: [login.salesforce.com, "*.my.salesforce.com"]
    senders: [_spf.salesforce.com]
  - name: Sanity
    purpose: content management
    packages:
      npm: ["@sanity/client", sanity, next-sanity]
    environment: [SANITY_]
    hosts: ["*.api.sanity.io", "*.apicdn.sanity.io", cdn.sanity.io]
  - name: Segment
    purpose: customer data platform
    packages:
      npm: ["@segment/analytics-node", "@segment/analytics-next", analytics-node]
      PyPI: [segment-analytics-python, analytics-python]
      Go: [github.com/segmentio/analytics-go]
      RubyGems: [analytics-ruby]
      Packagist: [segmentio/analytics-php]
    environment: [SEGMENT_]
    hosts: [api.segment.io, cdn.segment.com]
  - name: SendGrid
    purpose: e-mail delivery
    packages:
      npm: ["@sendgrid/mail", "@sendgrid/client"]
      PyPI: [sendgrid]
      Go: [github.com/sendgrid/sendgrid-go]
      RubyGems: [sendgrid-ruby]
      Packagist: [sendgrid/sendgrid]
    environment: [SENDGRID_]
    hosts: [api.sendgrid.com, smtp.sendgrid.net]
    mail-servers: [mx.sendgrid.net]
    senders: [sendgrid.net]
  - name: Sentry
    aliases: [Functional Software]
    purpose: error tracking
    packages:
      npm: ["@sentry/node", "@sentry/browser", "@sentry/react", "@sentry/nextjs"]
      PyPI: [sentry-sdk, raven]
      Go: [github.com/getsentry/sentry-go]
      RubyGems: [sentry-ruby, sentry-rails, sentry-raven]
      Packagist: [sentry/sentry, sentry/sentry-laravel, sentry/sentry-symfony]
    environment: [SENTRY_]
    hosts: [sentry.io, "*.ingest.sentry.io", "*.ingest.us.sentry.io"]
    needs: second-sign
  - name: Shopify
    purpose: e-commerce
    packages:
      npm: ["@shopify/shopify-api", "@shopify/polaris"]
      PyPI: [ShopifyAPI]
      Go: [github.com/bold-commerce/go-shopify]
      RubyGems: [shopify_api, shopify_app]
      Packagist: [shopify/shopify-api]
    environment: [SHOPIFY_]
    hosts: ["*.myshopify.com", cdn.shopify.com]
  - name: Sinch
    purpose: SMS and voice
    packages:
      npm: ["@sinch/sdk-core"]
      PyPI: [sinch]
      RubyGems: [sinch_sms]
    environment: [SINCH_]
    hosts: ["*.api.sinch.com", "*.sms.api.sinch.com"]
  - name: Slack
    purpose: chat
    packages:
      npm: ["@slack/web-api", "@slack/bolt", "@slack/webhook"]
      PyPI: [slack-sdk, slack-bolt]
      Go: [github.com/slack-go/slack]
      RubyGems: [slack-ruby-client, slack-notifier]
      Packagist: [slack-php/slack-php-api]
    environment: [SLACK_]
    hosts: [slack.com, hooks.slack.com]
  - name: Snowflake
    purpose: data warehouse
    packages:
      npm: [snowflake-sdk]
      PyPI: [snowflake-connector-python, snowflake-sqlalchemy, snowflake-snowpark-python]
      Go: [github.com/snowflakedb/gosnowflake]
      RubyGems: [ruby_snowflake_client]
    environment: [SNOWFLAKE_]
    hosts: ["*.snowflakecomputing.com"]
  - name: SparkPost
    purpose: e-mail delivery
    packages:
      npm: [sparkpost]
      PyPI: [sparkpost]
      Go: [github.com/SparkPost/gosparkpost]
      RubyGems: [simple_spark]
    environment: [SPARKPOST_]
    hosts: [api.sparkpost.com]
    senders: [sparkpostmail.com]
    confidence: medium
  - name: Split
    purpose: feature flags
    packages:
      npm: ["@splitsoftware/splitio"]
      PyPI: [splitio_client]
      Go: [github.com/splitio/go-client]
      RubyGems: [splitclient-rb]
    environment: [SPLIT_]
    hosts: [sdk.split.io, events.split.io]
    confidence: medium
  - name: Splunk
    purpose: observability
    packages:
      npm: ["@splunk/otel", splunk-logging]
      PyPI: [splunk-sdk, splunk-opentelemetry]
      Go: [github.com/signalfx/splunk-otel-go]
    environment: [SPLUNK_]
    hosts: ["*.splunkcloud.com", ingest.us0.signalfx.com]
    needs: second-sign
  - name: Square
    purpose: payments
    packages:
      npm: [square, "@square/web-sdk"]
      PyPI: [squareup]
      Go: [github.com/square/square-go-sdk]
      RubyGems: [square.rb]
      Packagist: [square/square]
    environment: [SQUARE_]
    hosts: [connect.squareup.com, connect.squareupsandbox.com]
  - name: Statsig
    purpose: feature flags
    packages:
      npm: [statsig-node, statsig-js, "@statsig/js-client"]
      PyPI: [statsig]
      Go: [github.com/statsig-io/go-sdk]
      RubyGems: [statsig]
    environment: [STATSIG_]
    hosts: [api.statsig.com, statsigapi.net]
    confidence: medium
  - name: Storyblok
    purpose: content management
    packages:
      npm: [storyblok-js-client, "@storyblok/react"]
      RubyGems: [storyblok]
    environment: [STORYBLOK_]
    hosts: [api.storyblok.com, a.storyblok.com]
  - name: Stream
    purpose: chat and feeds
    packages:
      npm: [getstream, stream-chat]
      PyPI: [stream-python, stream-chat]
      Go: [github.com/GetStream/stream-chat-go]
      RubyGems: [stream-ruby, stream-chat-ruby]
    environment: [STREAM_API_, STREAM_SECRET]
    hosts: [chat.stream-io-api.com, api.stream-io-api.com]
    confidence: low
  - name: Stripe
    purpose: payments
    packages:
      npm: [stripe, "@stripe/stripe-js", "@stripe/react-stripe-js"]
      PyPI: [stripe]
      Go: [github.com/stripe/stripe-go]
      RubyGems: [stripe]
      Packagist: [stripe/stripe-php]
    environment: [STRIPE_]
    hosts: [api.stripe.com, js.stripe.com]
  - name: Stytch
    purpose: authentication
    packages:
      npm: [stytch, "@stytch/nextjs"]
      PyPI: [stytch]
      Go: [github.com/stytchauth/stytch-go]
      RubyGems: [stytch]
    environment: [STYTCH_]
    hosts: [api.stytch.com, test.stytch.com]
  - name: Supabase
    purpose: app backend
    packages:
      npm: ["@supabase/supabase-js", "@supabase/ssr"]
      PyPI: [supabase]
      Go: [github.com/supabase-community/supabase-go]
    environment: [SUPABASE_, NEXT_PUBLIC_SUPABASE_]
    hosts: ["*.supabase.co", api.supabase.com]
    needs: second-sign
  - name: Telegram
    purpose: chat
    packages:
      npm: [node-telegram-bot-api, telegraf]
      PyPI: [python-telegram-bot]
      Go: [github.com/go-telegram-bot-api/telegram-bot-api]
      RubyGems: [telegram-bot-ruby]
    environment: [TELEGRAM_]
    hosts: [api.telegram.org]
  - name: Telnyx
    purpose: SMS and voice
    packages:
      npm: [telnyx]
      PyPI: [telnyx]
      Go: [github.com/team-telnyx/telnyx-go]
      RubyGems: [telnyx]
      Packagist: [telnyx/telnyx-php]
    environment: [TELNYX_]
    hosts: [api.telnyx.com]
  - name: Temporal Cloud
    purpose: workflows
    packages:
      npm: ["@temporalio/client", "@temporalio/worker"]
      PyPI: [temporalio]
      Go: [go.temporal.io/sdk]
      RubyGems: [temporalio]
    environment: [TEMPORAL_]
    hosts: ["*.tmprl.cloud"]
    needs: second-sign
    confidence: medium
  - name: Together AI
    purpose: AI
    packages:
      npm: [together-ai]
      PyPI: [together]
      Go: [github.com/togethercomputer/together-go]
    environment: [TOGETHER_]
    hosts: [api.together.xyz, api.together.ai]
  - name: Trello
    purpose: issue tracking
    packages:
      npm: [trello]
      PyPI: [py-trello]
      Go: [github.com/adlio/trello]
      RubyGems: [ruby-trello]
    environment: [TRELLO_]
    hosts: [api.trello.com]
  - name: Trigger.dev
    purpose: background jobs
    packages:
      npm: ["@trigger.dev/sdk"]
    environment: [TRIGGER_]
    hosts: [api.trigger.dev]
    needs: second-sign
  - name: Turso
    purpose: database
    packages:
      npm: ["@libsql/client", "@tursodatabase/api"]
      PyPI: [libsql-client]
      Go: [github.com/tursodatabase/libsql-client-go]
    environment: [TURSO_]
    hosts: ["*.turso.io", api.turso.tech]
    confidence: medium
  - name: Twilio
    aliases: [Twilio Inc]
    purpose: SMS and voice
    packages:
      npm: [twilio, twilio-video]
      PyPI: [twilio]
      Go: [github.com/twilio/twilio-go]
      RubyGems: [twilio-ruby]
      Packagist: [twilio/sdk]
    environment: [TWILIO_]
    hosts: [api.twilio.com, verify.twilio.com]
  - name: Typeform
    purpose: forms
    packages:
      npm: ["@typeform/embed", "@typeform/api-client"]
      PyPI: [typeform]
      RubyGems: [typeform]
    environment: [TYPEFORM_]
    hosts: [api.typeform.com]
  - name: Uploadcare
    purpose: file uploads
    packages:
      npm: ["@uploadcare/upload-client", uploadcare-widget]
      PyPI: [pyuploadcare]
      Go: [github.com/uploadcare/uploadcare-go]
      RubyGems: [uploadcare-ruby, uploadcare-rails]
    environment: [UPLOADCARE_]
    hosts: [upload.uploadcare.com, api.uploadcare.com, ucarecdn.com]
  - name: UploadThing
    purpose: file uploads
    packages:
      npm: [uploadthing, "@uploadthing/react"]
    environment: [UPLOADTHING_]
    hosts: [api.uploadthing.com, utfs.io]
    confidence: medium
  - name: Upstash
    purpose: database and queues
    packages:
      npm: ["@upstash/redis", "@upstash/ratelimit", "@upstash/qstash", "@upstash/kafka"]
      PyPI: [upstash-redis, upstash-ratelimit, qstash]
    environment: [UPSTASH_, QSTASH_]
    hosts: ["*.upstash.io", qstash.upstash.io]
  - name: Vercel
    purpose: hosting
    packages:
      npm: ["@vercel/analytics", "@vercel/speed-insights", "@vercel/blob", "@vercel/kv", "@vercel/sdk"]
      PyPI: [vercel]
    environment: [VERCEL_, BLOB_READ_WRITE_TOKEN, KV_REST_API_]
    hosts: [api.vercel.com, va.vercel-scripts.com, "*.public.blob.vercel-storage.com"]
  - name: Vimeo
    purpose: video
    packages:
      npm: ["@vimeo/player", "@vimeo/vimeo"]
      PyPI: [PyVimeo]
      RubyGems: [vimeo_me2]
    environment: [VIMEO_]
    hosts: [api.vimeo.com, player.vimeo.com]
    confidence: medium
  - name: Vonage
    purpose: SMS and voice
    packages:
      npm: ["@vonage/server-sdk", nexmo]
      PyPI: [vonage, nexmo]
      Go: [github.com/vonage/vonage-go-sdk]
      RubyGems: [vonage, nexmo]
      Packagist: [vonage/client]
    environment: [VONAGE_, NEXMO_]
    hosts: [rest.nexmo.com, api.nexmo.com, api.vonage.com]
  - name: Weaviate Cloud
    purpose: vector database
    packages:
      npm: [weaviate-client, weaviate-ts-client]
      PyPI: [weaviate-client]
      Go: [github.com/weaviate/weaviate-go-client]
      RubyGems: [weaviate-ruby]
    environment: [WEAVIATE_]
    hosts: ["*.weaviate.cloud", "*.weaviate.network"]
    needs: second-sign
    confidence: medium
  - name: Wise
    purpose: payouts
    hosts: [api.wise.com, api.transferwise.com]
  - name: WorkOS
    purpose: authentication
    packages:
      npm: ["@workos-inc/node", "@workos-inc/authkit-nextjs"]
      PyPI: [workos]
      Go: [github.com/workos/workos-go]
      RubyGems: [workos]
      Packagist: [workos/workos-php]
    environment: [WORKOS_]
    hosts: [api.workos.com]
  - name: "X"
    aliases: [Twitter]
    purpose: social
    packages:
      npm: [twitter-api-v2]
      PyPI: [tweepy, python-twitter]
      Go: [github.com/dghubble/go-twitter, github.com/g8rswimmer/go-twitter]
      RubyGems: [twitter, "x"]
    environment: [TWITTER_]
    hosts: [api.twitter.com, api.x.com]
  - name: Zapier
    purpose: automation
    packages:
      npm: [zapier-platform-core]
    environment: [ZAPIER_]
    hosts: [hooks.zapier.com, zapier.com]
  - name: Zendesk
    purpose: customer support
    packages:
      npm: [node-zendesk]
      PyPI: [zenpy, zdesk]
      Go: [github.com/nukosuke/go-zendesk]
      RubyGems: [zendesk_api]
    environment: [ZENDESK_]
    hosts: ["*.zendesk.com", static.zdassets.com]
    mail-servers: [zendesk.com]
    senders: [mail.zendesk.com]
  - name: Zoho
    purpose: office and mail
    environment: [ZOHO_]
    hosts: [www.zohoapis.com, www.zohoapis.eu]
    mail-servers: [zoho.com, zoho.eu, zoho.in]
    senders: [zoho.com, zohomail.com, one.zoho.com]
    confidence: medium
  - name: Zoom
    purpose: video calls
    packages:
      npm: ["@zoom/meetingsdk", "@zoom/videosdk"]
      PyPI: [zoomus]
      RubyGems: [zoom_rb]
    environment: [ZOOM_]
    hosts: [api.zoom.us]
    confidence: medium

"""###,
    "Policies/vocabulary.yaml": ###"""
# How the words of questions are read when they are held against controls.

# Words and phrases that say the same; the first of them stands for all.
synonyms:
  - word: future
    means: [plan to, plans to, planning to, intend to, is planned, are planned]
  - word: thirdparty
    means: [third-party, third party, third parties, outside firm, outside party, outside company,
      external firm, external party, external company, independent firm, independent company,
      independent third party]
  - word: termination
    means: [end of the contract, end of contract, contract end, contract ends, contract termination,
      contract is terminated]
  - word: hsm
    means: [hardware security module]
  - word: enduser
    means: [end user]
  - word: mfa
    means: [multi-factor authentication, multifactor authentication, two-factor authentication,
      multi-factor, multifactor, two-factor, 2fa, two-step verification, multi-step authentication,
      mfa authentication]
  - word: staff
    means: [employee, personnel, workforce, worker, team member, staff member, member of staff,
      colleague]
  - word: customer
    means: [client, subscriber, customer organisation]
  - word: customerdata
    means: [customer data, our data, client data, tenant data, user data, customers data,
      customer information, customer content, our information]
  - word: personaldata
    means: [personally identifiable information, personal information, personal data, pii,
      personally identifiable data]
  - word: carddata
    means: [cardholder data, credit card data, payment card data, card data, credit card numbers,
      card numbers, credit card information, payment card information, credit cards,
      payment card numbers]
  - word: subprocessor
    means: [sub-processor, subcontracted processor]
  - word: supplier
    means: [vendors, third-party supplier, third-party vendor, third-party service provider,
      third-party provider, service providers, suppliers]
  - word: backup
    means: [back up, backed up, backing up, back-up, backups]
  - word: encrypt
    means: [encryption, encipher, cipher data]
  - word: login
    means: [log in, log-in, logon, log on, sign in, sign-in, signin, sign on]
  - word: datacenter
    means: [data center, data centre, datacentre]
  - word: breach
    means: [data breach, security breach, personal data breach, data compromise]
  - word: incident
    means: [security incident, information security incident]
  - word: vulnerability
    means: [security flaw, security hole, security weakness, security vulnerability]
  - word: pentest
    means: [penetration test, penetration testing, pen test, pen testing, pen-test, pentesting,
      penetration tested]
  - word: sso
    means: [single sign-on, single sign on, single login]
  - word: tls
    means: [transport layer security, "ssl/tls", "tls/ssl"]
  - word: hsts
    means: [http strict transport security, strict transport security, strict-transport-security]
  - word: csp
    means: [content security policy, content-security-policy]
  - word: rbac
    means: [role-based access control, role based access, role-based access]
  - word: sast
    means: [static application security testing, static code analysis, static analysis,
      static security testing]
  - word: dast
    means: [dynamic application security testing, dynamic application testing]
  - word: waf
    means: [web application firewall]
  - word: ddos
    means: [distributed denial of service, denial of service, distributed denial-of-service, dos]
  - word: bcp
    means: [business continuity plan]
  - word: rto
    means: [recovery time objective]
  - word: rpo
    means: [recovery point objective]
  - word: sdlc
    means: [software development lifecycle, software development life cycle,
      secure development lifecycle, development lifecycle]
  - word: sbom
    means: [software bill of materials]
  - word: dpa
    means: [data processing agreement, data processing addendum, data protection agreement]
  - word: nda
    means: [non-disclosure agreement, nondisclosure agreement, confidentiality agreement]
  - word: eu
    means: [european union]
  - word: api
    means: [application programming interface]
  - word: code review
    means: [peer review of code, peer code review, review of code]
  - word: source code
    means: [codebase, code base, program code]
  - word: repository
    means: [source repository, code repository, git repository]
  - word: offsite
    means: [off-site, off site]
  - word: laptop
    means: [notebook computer, portable computer]
  - word: leaver
    means: [staff leaving, employees leaving, people leaving, departing staff, terminated staff,
      staff leave, staff who leave, people who leave, former staff, termination of staff,
      staff terminated, staff departure, employees leave, terminated employees, departing employees,
      employees who leave, former employees, employee termination, employee leaves]
  - word: antivirus
    means: [anti-virus, anti virus]
  - word: malware
    means: [malicious software, malicious code]
  - word: datasubject
    means: [data subject]
  - word: supervisory authority
    means: [data protection authority, regulatory authority, privacy regulator]
  - word: post-mortem
    means: [postmortem, post mortem]
  - word: delete
    means: [erase, erasure, deletion, destroy, destruction]
  - word: keep
    means: [retain, retention, kept]
  - word: store
    means: [storage, stored]
  - word: administrator
    means: [admin, system administrator]
  - word: test
    means: [exercise, drill, rehearse]
  - word: year
    means: [twelve months]
  - word: notify
    means: [notification, inform, told, tell, alert customers]
  - word: iso 27001
    means: ["iso/iec 27001", iso27001, "iso 27001:2022", "iso/iec 27001:2022", "iso 27001:2013"]
  - word: soc 2
    means: [soc2, soc-2, soc ii, ssae 18 soc 2]
  - word: plaintext
    means: [plain text, clear text, cleartext]
  - word: clientside
    means: [client-side, client side]
  - word: endtoend
    means: [end-to-end, end to end]
  - word: "not"
    means: [dont, doesnt, isnt, arent, cannot, cant, wont, havent, hasnt]

# Words that ask for nothing by themselves.
neutral: [company, organisation, organization, vendor, supplier company, provider, service, product,
  application, platform, system, solution, offering, saas, cloud service, software, website, site,
  please, confirm, indicate, state, ensure, implement, implementation, maintain, establish, place,
  currently, use, utilise, employ, perform, conduct, carry, undertake, undergo, apply, operate, run,
  provide, offer, support, enable, make, take, exist, follow, adopt, leverage, practice, get, give,
  able, possible, available, capability, process, mechanism, measure, control, technology, tool,
  functionality, feature, security, secure, information security, cybersecurity, cyber, appropriate,
  adequate, suitable, reasonable, relevant, protect, protection, help, part, way, type, kind, form,
  example, eg, ie, etc, following, present, today, now, already, accordance, line, respect, regard,
  regarding, related, relation, concerning, own, hold, setup, technical, "yes", programme, program,
  via, through, using, against, between, into, within, solely, performed, whether, such, handle,
  environment, infrastructure, standard, industry, best, good, approach, place, well, also, both,
  data, information, hosted, host, manage, need, occur, happen, subject, send, serve, set, return,
  true, basis, apply]

# Words that only narrow what a statement about all of something says already.
narrowing: [sensitive, confidential, critical, important, production, live, restricted,
  customerdata, personaldata]

# Who acts. A control about one of them says nothing about another.
actors: [staff, customer, administrator, developer, engineer, contractor, visitor, subprocessor,
  supplier, user, enduser, partner, guest, vendor staff, manager]

# Actors that others include.
broader:
  - { word: administrator, within: [staff] }
  - { word: developer, within: [staff] }
  - { word: engineer, within: [staff] }
  - { word: manager, within: [staff] }
  - { word: user, within: [customer] }
  - { word: enduser, within: [customer] }

# Words that turn a sentence round.
negations: [not, "no", never, none, nothing, nobody, neither, nor, without, cannot, except,
  exception,
  unless, lack, fail, instead, rather, exclude, exempt, only, other, optional, bypass, circumvent,
  disable, ignore, refuse, reject, block, prevent, prohibit, forbid, avoid, outside, unencrypted,
  unprotected, unauthenticated, unauthorised, unauthorized, unpatched, unsupported, unmanaged,
  missing, absent, waive, skip, planned, future, intend, roadmap, soon, eventually, ever,
  previously, past, used to, stop, any longer, anymore, if, could, might, would, should, will]

"""###,
    "Reports/map.css": ###"""
/* The control map, after the posture document's stylesheet. */

.code {
  font-weight: 600;
}

h3 .code {
  color: var(--muted);
  font-weight: 400;
}

/* Coverage */

.tally {
  margin-top: 0.9rem;
}

.tally .number {
  font-size: 1rem;
}

.sum {
  margin: 1.25rem 0 0.5rem;
}

.map .key li {
  grid-template-columns: 10rem minmax(0, 1fr);
}

/* The matrix; with collapsed borders the sticky column would lose its own */

.matrix table {
  border-collapse: separate;
  border-spacing: 0;
}

.matrix th:first-child {
  position: sticky;
  left: 0;
  min-width: 13rem;
  max-width: 19rem;
  background: var(--paper);
}

.matrix thead th {
  min-width: 6.5rem;
  max-width: 9rem;
  vertical-align: bottom;
  white-space: normal;
}

.matrix .topic th {
  padding-block: 1.5rem 0.4rem;
  border-bottom-color: var(--muted);
  font-size: 1rem;
}

.matrix .title {
  display: block;
  font-weight: 400;
}

.matrix th .state {
  margin-top: 0.1rem;
  font-size: 0.8125rem;
}

.matrix tbody tr:target th,
.matrix tbody tr:target td {
  background: var(--panel);
}

.ids {
  font-family: var(--mono);
  font-size: 0.8125rem;
  line-height: 1.6;
  white-space: nowrap;
}

.ids a {
  text-decoration: none;
}

.ids a:hover {
  text-decoration: underline;
}

/* Requirements */

.requirements {
  margin-top: 0.9rem;
}

.requirements > li {
  display: grid;
  grid-template-columns: 8rem minmax(0, 1fr);
  gap: 0.25rem 1.25rem;
  align-items: baseline;
  padding-block: 0.85rem;
  border-top: 1px solid var(--rule);
}

.requirements > li:target,
.brief li:target {
  background: var(--panel);
}

.links {
  display: grid;
  gap: 0.3rem;
  margin-top: 0.45rem;
  font-size: 0.9375rem;
  line-height: 1.45;
}

.links > li {
  display: grid;
  grid-template-columns: 7.5rem minmax(0, 1fr);
  gap: 0.75rem;
  align-items: baseline;
}

.links .state {
  font-size: 0.8125rem;
}

.links .mark {
  align-self: center;
}

.links a {
  color: inherit;
  text-decoration-color: var(--rule);
}

.links a:hover {
  text-decoration-color: currentColor;
}

section > .links {
  margin-top: 1.5rem;
}

.brief {
  margin-top: 0.9rem;
  padding: 0.85rem 1.1rem 1rem;
  background: var(--panel);
}

.brief .cut {
  stroke: var(--panel);
}

.brief-head {
  display: flex;
  flex-wrap: wrap;
  gap: 0.2rem 0.9rem;
  align-items: baseline;
}

.brief ul {
  columns: 2 17rem;
  column-gap: 2rem;
  margin-top: 0.45rem;
  font-size: 0.875rem;
  line-height: 1.45;
}

.brief li {
  padding-block: 0.16rem;
  color: var(--muted);
  break-inside: avoid;
}

.brief .code {
  color: var(--ink);
}

@media screen and (max-width: 40rem) {
  .requirements > li {
    display: block;
  }

  .links {
    gap: 0.6rem;
  }

  .links > li {
    display: block;
    padding-left: 0.8rem;
    border-left: 2px solid var(--rule);
  }

  .links > li > span + span {
    display: block;
  }

  .map .key li {
    display: block;
  }

  .matrix th:first-child {
    min-width: 9.5rem;
    max-width: 11rem;
  }
}

@media print {
  .matrix th:first-child {
    position: static;
  }

  .matrix .topic {
    break-after: avoid;
  }

  .matrix tr,
  .requirements > li,
  .chart li {
    break-inside: avoid;
  }
}

"""###,
    "Reports/posture.css": ###"""
/* The Security Posture Document. Colours are named by meaning; every state also has a shape and a
   word. Pairs of text and ground are at least 4.5:1 in both schemes, and a test holds them to it. */

:root {
  --paper: #fdfcf9;
  --panel: #f4f1ea;
  --rule: #ddd8cc;
  --ink: #1b2027;
  --muted: #59606b;
  --accent: #1f4a61;
  --good: #1a6a45;
  --bad: #a3251c;
  --caution: #7f5200;
  --plan: #2a5096;
  --plain: #525a65;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans",
    sans-serif;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, Charter, Georgia, "Liberation Serif",
    "Times New Roman", serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
}

@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b;
    --panel: #1c2026;
    --rule: #333941;
    --ink: #e9e6df;
    --muted: #a4abb5;
    --accent: #9cc4da;
    --good: #6fc79b;
    --bad: #f48b80;
    --caution: #e3b257;
    --plan: #93b5f2;
    --plain: #b3bac4;
  }
}

*,
*::before,
*::after {
  box-sizing: border-box;
}

html {
  color-scheme: light dark;
  scroll-behavior: smooth;
  scroll-padding-top: 1.5rem;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}

body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 400 1rem/1.6 var(--sans);
  font-variant-numeric: tabular-nums lining-nums;
  overflow-wrap: break-word;
}

h1,
h2,
h3,
p,
ul,
ol,
dl,
dd,
figure {
  margin: 0;
  padding: 0;
}

ul,
ol {
  list-style: none;
}

a {
  color: var(--accent);
  text-decoration-thickness: 1px;
  text-underline-offset: 0.18em;
}

a:focus-visible,
.table:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 3px;
}

.skip {
  position: absolute;
  left: -100vw;
  padding: 0.75rem 1rem;
  background: var(--ink);
  color: var(--paper);
}

.skip:focus {
  left: 1rem;
  top: 1rem;
  z-index: 1;
}

.definitions {
  position: absolute;
}

/* States: a shape and a word */

.tone-good { --tone: var(--good); }
.tone-bad { --tone: var(--bad); }
.tone-caution { --tone: var(--caution); }
.tone-plan { --tone: var(--plan); }
.tone-plain { --tone: var(--plain); }

.mark {
  flex: none;
  width: 1.05em;
  height: 1.05em;
  color: var(--tone);
}

.solid { fill: currentColor; }
.outline { fill: none; stroke: currentColor; stroke-width: 1.5; }
.line { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; }
.cut { fill: none; stroke: var(--paper); stroke-width: 1.7; stroke-linecap: round; }

.state {
  display: inline-flex;
  gap: 0.42em;
  align-items: center;
  color: var(--tone);
  font-size: 0.875rem;
  font-weight: 600;
  letter-spacing: 0.01em;
  line-height: 1.4;
  white-space: nowrap;
}

/* Cover */

.cover,
.sheet,
.foot {
  width: min(100% - 3rem, 68rem);
  margin-inline: auto;
}

.cover {
  padding-block: 4rem 3rem;
}

.eyebrow {
  color: var(--accent);
  font-size: 0.8125rem;
  font-weight: 600;
  letter-spacing: 0.09em;
  text-transform: uppercase;
}

h1 {
  margin-top: 1.1rem;
  font: 400 clamp(2.5rem, 1.6rem + 4.4vw, 4.25rem)/1.06 var(--serif);
  letter-spacing: -0.018em;
  text-wrap: balance;
}

.gate {
  display: flex;
  gap: 1rem;
  margin-top: 2rem;
  padding: 1.25rem 1.5rem;
  border-left: 4px solid var(--tone);
  background: var(--panel);
}

.gate .mark {
  width: 1.75rem;
  height: 1.75rem;
  margin-top: 0.05rem;
}

.gate .cut {
  stroke: var(--panel);
}

.decision {
  font-size: 1.125rem;
  font-weight: 600;
  line-height: 1.5;
}

.note {
  margin-top: 0.35rem;
  color: var(--muted);
  font-size: 0.9375rem;
}

/* Printers that know no gap would run the items of these lists into each other. */
.deciding li { margin-right: 1.25rem; }
.tallies > li { margin-right: 1.75rem; }
.tallies strong { margin-right: 0.45rem; }

.brief li,
.legend > li,
.tally > li { margin-right: 1.5rem; }

.deciding {
  display: flex;
  flex-wrap: wrap;
  gap: 0.1rem 0;
  margin-top: 0.3rem;
  font-size: 0.9375rem;
}

.facts {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr));
  gap: 1.25rem 2rem;
  margin-top: 2rem;
}

/* The states and the limits, before anything is scrolled */

.glance {
  margin-top: 2.25rem;
}

.tallies {
  display: flex;
  flex-wrap: wrap;
  gap: 0.35rem 0;
  margin-top: 0.9rem;
}

.tallies li {
  display: flex;
  align-items: center;
}

.brief {
  display: grid;
  grid-template-columns: 7rem minmax(0, 1fr);
  gap: 0.25rem 1.5rem;
  margin-top: 1.25rem;
  padding-top: 1.1rem;
  border-top: 1px solid var(--rule);
}

.brief .label {
  font-weight: 600;
}

.brief ul {
  display: flex;
  flex-wrap: wrap;
  gap: 0.15rem 0;
}

time {
  white-space: nowrap;
}

.facts dt {
  color: var(--muted);
  font-size: 0.8125rem;
}

.facts dd {
  margin-top: 0.1rem;
  overflow-wrap: anywhere;
}

.facts time {
  white-space: normal;
}

.plain li + li {
  margin-top: 0.15rem;
}

/* Contents beside the text */

.sheet {
  display: grid;
  grid-template-columns: minmax(0, 12.5rem) minmax(0, 1fr);
  gap: 4rem;
  align-items: start;
  border-top: 1px solid var(--rule);
}

.contents {
  position: sticky;
  top: 0;
  max-height: 100vh;
  padding-block: 3rem 2rem;
  overflow-y: auto;
  font-size: 0.875rem;
  line-height: 1.4;
}

.contents li {
  display: flex;
  gap: 0.75rem;
  justify-content: space-between;
}

.contents a {
  padding-block: 0.28rem;
  color: var(--muted);
  text-decoration: none;
}

.contents a:hover {
  color: var(--accent);
  text-decoration: underline;
}

.count {
  padding-block: 0.28rem;
  color: var(--muted);
}

/* Sections */

main {
  min-width: 0;
  padding-bottom: 4rem;
}

main > section {
  padding-top: 3rem;
}

main > section + section {
  margin-top: 3rem;
  border-top: 1px solid var(--rule);
}

h2 {
  font: 400 1.9375rem/1.2 var(--serif);
  letter-spacing: -0.012em;
  text-wrap: balance;
}

h3 {
  font-size: 1.0625rem;
  font-weight: 600;
  line-height: 1.4;
  text-wrap: balance;
}

.intro {
  max-width: 60ch;
  margin-top: 0.6rem;
  color: var(--muted);
}

.statement {
  max-width: 58ch;
  margin-top: 0.35rem;
  font: 400 1.1875rem/1.5 var(--serif);
  text-wrap: pretty;
}

/* Drawings and their keys */

.part {
  fill: var(--tone);
}

.part-attested,
.part-waived { fill-opacity: 0.62; }

.part-planned,
.part-stated { fill-opacity: 0.45; }

.part-partly,
.fill-partly { fill-opacity: 0.5; --strength: 50%; }

.part-excepted,
.fill-excepted { fill-opacity: 0.62; --strength: 62%; }

.part-planned,
.fill-planned { --strength: 45%; }

.part-withheld,
.fill-withheld { fill-opacity: 0.55; --strength: 55%; }

.part-gap,
.fill-gap { fill-opacity: 0.16; --strength: 16%; }

.part-not-applicable,
.fill-not-applicable { fill-opacity: 0.32; --strength: 32%; }

.part-open { fill-opacity: 0.5; }

.bar {
  display: block;
  width: 100%;
  height: 1.125rem;
}

.chart {
  display: grid;
  gap: 1.35rem;
  margin-top: 1.75rem;
}

.chart-name {
  display: flex;
  flex-wrap: wrap;
  gap: 0 1rem;
  justify-content: space-between;
  align-items: baseline;
  margin-bottom: 0.35rem;
}

.chart-name a {
  font-weight: 600;
  text-decoration: none;
}

.chart-name a:hover {
  text-decoration: underline;
}

.chart-count {
  text-align: right;
  color: var(--muted);
  font-size: 0.9375rem;
}

.chart-count strong {
  color: var(--ink);
}

.legend,
.tally {
  display: flex;
  flex-wrap: wrap;
  gap: 0.35rem 0;
  margin-top: 1.5rem;
}

.legend li,
.tally li {
  display: flex;
  gap: 0.5rem;
  align-items: center;
}

.swatch {
  width: 1.5rem;
  height: 0.75rem;
  background: color-mix(in srgb, var(--tone) var(--strength, 100%), var(--paper));
}

.term {
  font-weight: 600;
  font-size: 0.9375rem;
}

.key {
  margin-top: 1.5rem;
}

.key li {
  display: grid;
  grid-template-columns: 1.75rem 8.5rem minmax(0, 1fr);
  gap: 0.75rem;
  align-items: center;
  padding-block: 0.35rem;
}

.key li + li {
  border-top: 1px solid var(--rule);
}

.number {
  font-size: 1.125rem;
  font-weight: 600;
  text-align: right;
}

.meaning {
  color: var(--muted);
  font-size: 0.9375rem;
}

/* Limits and duties */

.limits {
  display: grid;
  gap: 1.75rem;
  margin-top: 1.75rem;
}

.limits > li {
  padding-left: 1.25rem;
  border-left: 2px solid var(--plain);
}

.limits .state {
  margin-top: 0.6rem;
}

.duties,
.steps {
  display: grid;
  gap: 1.1rem;
  max-width: 62ch;
  margin-top: 1.5rem;
  padding-left: 1.6rem;
  list-style: decimal;
}

.duties > li::marker,
.steps > li::marker {
  color: var(--muted);
}

/* One control */

.control {
  display: grid;
  grid-template-columns: minmax(0, 10.5rem) minmax(0, 1fr);
  gap: 0.75rem 2rem;
  padding-top: 2rem;
}

.control + .control {
  margin-top: 2rem;
  border-top: 1px solid var(--rule);
}

.margin {
  font-size: 0.8125rem;
  line-height: 1.45;
}

.margin p {
  color: var(--muted);
}

.margin .id {
  margin-block: 0.3rem 0.75rem;
  font-family: var(--mono);
  font-size: 0.75rem;
}

.margin .when + .when {
  margin-top: 0.3rem;
}

.checks {
  display: grid;
  gap: 0.9rem;
  margin-top: 1.1rem;
  font-size: 0.9375rem;
  line-height: 1.5;
}

.checks > li {
  --tone: var(--plain);
  padding-left: 0.9rem;
  border-left: 2px solid var(--tone);
}

.checks > .check-pass { --tone: var(--good); }
.checks > .check-fail { --tone: var(--bad); }
.checks > .check-unmeasured { --tone: var(--caution); }

.name {
  margin-right: 0.5em;
  font-weight: 600;
}

.verdict {
  margin-right: 0.6em;
  color: var(--tone);
  font-weight: 600;
}

.evidence {
  display: grid;
  gap: 0.4rem;
  margin-top: 0.4rem;
  font-size: 0.8125rem;
}

code {
  display: block;
  font-family: var(--mono);
  font-size: 0.8125rem;
  overflow-wrap: anywhere;
}

.provenance {
  display: block;
  color: var(--muted);
  font-size: 0.8125rem;
  overflow-wrap: anywhere;
}

/* Sentences whose proof has ended */

.withdrawn {
  margin-top: 0.6rem;
  padding: 0.6rem 1rem;
  border-left: 4px solid var(--caution);
  background: var(--panel);
  font-size: 0.9375rem;
}

.withdrawn strong {
  color: var(--caution);
}

.statement del {
  color: var(--muted);
  text-decoration-thickness: 1px;
}

/* Time taken beside time promised */

.times {
  margin-top: 0.9rem;
}

.times-sum {
  font-weight: 600;
}

.records {
  display: grid;
  gap: 0.1rem;
  margin-top: 0.6rem;
}

.records li {
  display: grid;
  grid-template-columns: minmax(0, 7rem) minmax(0, 1fr) minmax(0, 13rem);
  gap: 0 1rem;
  align-items: center;
  font-size: 0.875rem;
}

.record {
  overflow-wrap: anywhere;
}

.time-bar {
  display: block;
  width: 100%;
  height: 1.5rem;
}

.track { fill: var(--rule); }
.promised { fill: var(--ink); }

.late {
  color: var(--bad);
  font-weight: 600;
}

.exception {
  margin-top: 1rem;
  padding: 0.7rem 1rem;
  background: var(--panel);
  font-size: 0.9375rem;
}

.exception strong {
  color: var(--caution);
}

.findings {
  display: grid;
  gap: 1rem;
  margin-top: 1rem;
  padding: 1rem 1.1rem;
  background: var(--panel);
  font-size: 0.9375rem;
  line-height: 1.5;
}

.severity {
  margin-right: 0.6em;
  color: var(--bad);
  font-weight: 600;
}

.fix {
  margin-top: 0.3rem;
}

/* Tables */

.table {
  margin-top: 1.5rem;
  overflow-x: auto;
}

table {
  width: 100%;
  border-collapse: collapse;
  font-size: 0.9375rem;
  line-height: 1.45;
}

th,
td {
  padding: 0.7rem 1.5rem 0.7rem 0;
  border-bottom: 1px solid var(--rule);
  text-align: left;
  vertical-align: top;
}

th:last-child,
td:last-child {
  padding-right: 0;
}

thead th {
  padding-block: 0 0.5rem;
  border-bottom-color: var(--muted);
  color: var(--muted);
  font-size: 0.8125rem;
  font-weight: 400;
  white-space: nowrap;
}

tbody th {
  font-weight: 600;
}

th.when {
  white-space: nowrap;
}

th .state {
  margin-top: 0.3rem;
}

td .statement {
  font-size: 1.0625rem;
}

.requirement {
  display: block;
}

.gloss {
  color: var(--muted);
  font-size: 0.875rem;
  font-weight: 400;
}

.block {
  display: block;
  margin-top: 0.15rem;
}

.command {
  margin-top: 0.5rem;
  padding: 0.6rem 0.8rem;
  background: var(--panel);
}

.document-id {
  font-family: var(--mono);
  font-size: 0.8125rem;
  overflow-wrap: anywhere;
}

.version {
  color: var(--muted);
  font-weight: 400;
}

section > h3 {
  margin-top: 2.25rem;
  font-size: 1.1875rem;
}

.past {
  margin-left: 0.6em;
  color: var(--bad);
  font-weight: 600;
}

.unmapped {
  max-width: 62ch;
  margin-top: 1rem;
  color: var(--muted);
  font-size: 0.875rem;
}

.foot {
  padding-block: 2rem 4rem;
  border-top: 1px solid var(--rule);
  color: var(--muted);
  font-size: 0.875rem;
}

/* Narrow screens */

@media screen and (max-width: 56rem) {
  .cover {
    padding-block: 3rem 2.5rem;
  }

  .sheet {
    display: block;
  }

  .contents {
    position: static;
    max-height: none;
    padding-block: 1.75rem;
  }

  .contents ol {
    columns: 2 13rem;
    column-gap: 2rem;
  }

  .contents li {
    break-inside: avoid;
  }

  main > section:first-child {
    border-top: 1px solid var(--rule);
  }
}

@media screen and (max-width: 40rem) {
  .cover,
  .sheet,
  .foot {
    width: min(100% - 2.25rem, 68rem);
  }

  .gate {
    gap: 0.8rem;
    padding: 1.1rem;
  }

  .control {
    display: block;
  }

  .margin {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 0.9rem;
    align-items: baseline;
    margin-bottom: 0.7rem;
  }

  .margin .id,
  .margin .when + .when {
    margin: 0;
  }

  .margin .state {
    align-self: center;
  }

  .key li {
    grid-template-columns: 1.75rem minmax(0, 1fr);
    gap: 0 0.75rem;
  }

  .meaning {
    grid-column: 2;
  }

  .facts {
    display: block;
  }

  .facts > div {
    display: grid;
    grid-template-columns: 8rem minmax(0, 1fr);
    align-items: baseline;
    padding-block: 0.2rem;
  }

  .brief {
    display: block;
  }

  .brief ul {
    margin-top: 0.25rem;
  }

  .records {
    gap: 0.6rem;
  }

  .records li {
    grid-template-columns: minmax(0, 1fr) auto;
  }

  .records .time-bar {
    grid-row: 2;
    grid-column: 1 / -1;
  }

  .statement {
    font-size: 1.125rem;
  }

  th,
  td {
    padding-right: 1rem;
  }

  thead th {
    white-space: normal;
  }
}

/* Paper */

@page {
  size: A4;
  margin: 18mm 18mm 20mm;

  @bottom-left {
    content: "Security posture document";
    color: #4a4f57;
    font: 8pt sans-serif;
  }

  @bottom-right {
    content: counter(page) " / " counter(pages);
    color: #4a4f57;
    font: 8pt sans-serif;
  }
}

@media print {
  :root {
    --paper: #fff;
    --panel: #f4f2ee;
    --rule: #cfcac0;
    --ink: #000;
    --muted: #4a4f57;
    --accent: #1f4a61;
    --good: #1a6a45;
    --bad: #a3251c;
    --caution: #7f5200;
    --plan: #2a5096;
    --plain: #525a65;
  }

  html {
    color-scheme: light;
    font-size: 9.5pt;
  }

  body {
    line-height: 1.5;
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }

  .cover,
  .sheet,
  .foot {
    width: auto;
  }

  .cover {
    padding-block: 0 1rem;
  }

  h1 {
    font-size: 2.4rem;
  }

  .gate,
  .facts,
  .glance {
    margin-top: 1.35rem;
  }

  .facts {
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 0.8rem 1.25rem;
  }

  .contents,
  .skip {
    display: none;
  }

  .sheet {
    display: block;
    border: 0;
  }

  main > section,
  main > section + section {
    margin-top: 0;
    padding-top: 1.75rem;
    border: 0;
  }

  h2,
  h3,
  .intro,
  thead {
    break-after: avoid;
  }

  .control,
  .chart li,
  .records li,
  .withdrawn,
  .limits > li,
  .key li,
  tr,
  .findings > li {
    break-inside: avoid;
  }

  .control {
    padding-top: 1.1rem;
  }

  .control + .control {
    margin-top: 1.1rem;
  }

  .table {
    overflow: visible;
  }

  a {
    color: inherit;
    text-decoration: none;
  }
}

@media (prefers-reduced-motion: reduce) {
  html {
    scroll-behavior: auto;
  }
}

"""###,
  ]
}
