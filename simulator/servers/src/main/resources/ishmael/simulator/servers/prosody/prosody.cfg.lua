-- Debian's list of modules without servers, rooms, files and registration.
plugin_paths = { "/etc/ishmael" }
data_path = "/var/lib/prosody"
pidfile = "/tmp/prosody.pid"
log = { warn = "*console" }

modules_enabled = {
	"disco", "roster", "saslauth", "tls", "blocklist", "carbons", "pep", "private", "smacks",
	"vcard4", "csi_simple", "ping", "time", "uptime", "version",
}
modules_disabled = { "offline", "s2s" }

authentication = "internal_hashed"
c2s_require_encryption = true
-- As the phone system's server does: who logs in last has the resource.
conflict_resolve = "kick_old"

c2s_ports = { 5222 }
c2s_direct_tls_ports = {}
component_ports = { 5347 }
component_interfaces = { "*" }
-- The phone system's events may be long.
component_stanza_size_limit = 16 * 1024 * 1024

VirtualHost "@DOMAIN@"
	modules_enabled = { "mobydick" }
	mobydick_accounts = "/etc/ishmael/accounts"
	ssl = { certificate = "/etc/ishmael/server.crt", key = "/etc/ishmael/server.key" }

Component "pbx.@DOMAIN@"
	component_secret = "@SECRET@"
	-- It speaks for the phones of users too: USER@DOMAIN/phone.
	validate_from_addresses = false
