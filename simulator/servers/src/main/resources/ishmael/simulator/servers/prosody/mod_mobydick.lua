-- Puts the phone system, a component, behind the accounts of this host, as the phone system's own
-- server does: takes IQs without an address to it and its answers back, and tells it who is there.
local base64 = require "prosody.util.encodings".base64;
local st = require "prosody.util.stanza";
local usermanager = require "prosody.core.usermanager";

local component = "pbx." .. module.host;
local full_sessions = prosody.full_sessions;

-- A number for each session: another one may get the same JID before the first is told to be over.
local keys = setmetatable({}, { __mode = "k" });
local last_key = 0;

local function key_of(session)
	if not keys[session] then
		last_key = last_key + 1;
		keys[session] = tostring(last_key);
	end
	return keys[session];
end

local function tell(session, state)
	local attributes = { xmlns = "urn:ishmael:simulator", jid = session.full_jid, state = state };
	attributes.key = key_of(session);
	module:send(st.message({ from = module.host, to = component }):tag("session", attributes));
end

module:hook("resource-bind", function(event)
	tell(event.session, "bound");
end);

module:hook("presence/initial", function(event)
	tell(event.origin, "available");
end);

module:hook("resource-unbind", function(event)
	tell(event.session, "ended");
end);

local function to_component(event)
	local stanza = st.clone(event.stanza);
	stanza.attr.from = event.origin.full_jid;
	stanza.attr.to = component;
	module:send(stanza);
	return true;
end

module:hook("iq-get/self/http://www.pascom.net/mobydick:cmd", to_component);
module:hook("iq/self/jabber:iq:roster:query", function(event)
	-- the roster is the phone system's: nobody may change it here
	return event.stanza.attr.type == "get" and to_component(event) or nil;
end, 10);

-- This server answers what concerns the own account without a 'from'.
module:hook("iq/full", function(event)
	local session = full_sessions[event.stanza.attr.to];
	if event.stanza.attr.from ~= component or not session then
		return;
	end
	local answer = st.clone(event.stanza);
	answer.attr.from = nil;
	session.send(answer);
	return true;
end, 10);

-- One account a line: name and password in base64.
module:hook_global("server-started", function()
	for line in io.lines(module:get_option_string("mobydick_accounts")) do
		local name, password = line:match("^(%S+) (%S+)$");
		assert(usermanager.create_user(base64.decode(name), base64.decode(password), module.host));
	end
end);
