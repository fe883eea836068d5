%% Puts the phone system, a component, behind the accounts of this host, as the phone system's own
%% server does: takes IQs without an address to it, and tells it who is there. The component answers
%% in the name of the account itself.
-module(mod_mobydick).
-behaviour(gen_mod).

-export([start/2, stop/1, reload/3, depends/2, mod_opt_type/1, mod_options/1, mod_doc/0]).
-export([accounts/0, decode_iq_subel/1, to_component/1, bound/3, presence/1, ended/3]).

-define(COMMANDS, <<"http://www.pascom.net/mobydick">>).
-define(ROSTER, <<"jabber:iq:roster">>).

start(Host, _Opts) ->
    ejabberd_hooks:add(ejabberd_started, ?MODULE, accounts, 1),
    gen_iq_handler:add_iq_handler(ejabberd_sm, Host, ?COMMANDS, ?MODULE, to_component),
    gen_iq_handler:add_iq_handler(ejabberd_sm, Host, ?ROSTER, ?MODULE, to_component),
    ejabberd_hooks:add(sm_register_connection_hook, Host, ?MODULE, bound, 50),
    ejabberd_hooks:add(c2s_self_presence, Host, ?MODULE, presence, 50),
    ejabberd_hooks:add(sm_remove_connection_hook, Host, ?MODULE, ended, 50),
    ok.

stop(Host) ->
    ejabberd_hooks:delete(ejabberd_started, ?MODULE, accounts, 1),
    gen_iq_handler:remove_iq_handler(ejabberd_sm, Host, ?COMMANDS),
    gen_iq_handler:remove_iq_handler(ejabberd_sm, Host, ?ROSTER),
    ejabberd_hooks:delete(sm_register_connection_hook, Host, ?MODULE, bound, 50),
    ejabberd_hooks:delete(c2s_self_presence, Host, ?MODULE, presence, 50),
    ejabberd_hooks:delete(sm_remove_connection_hook, Host, ?MODULE, ended, 50),
    ok.

reload(_Host, _NewOpts, _OldOpts) ->
    ok.

depends(_Host, _Opts) ->
    [].

mod_opt_type(accounts) ->
    econf:file().

mod_options(_Host) ->
    [accounts].

mod_doc() ->
    #{desc => <<"Connects the accounts of this host with the simulated phone system.">>}.

%% The commands are not of a kind that the server knows: pass them on as they are.
decode_iq_subel(El) ->
    El.

to_component(IQ) ->
    ejabberd_router:route(xmpp:set_to(IQ, component(xmpp:get_from(IQ)))),
    ignore.

bound(SID, JID, _Info) ->
    tell(JID, key(SID), <<"bound">>).

presence({Presence, State}) ->
    case xmpp:get_type(Presence) of
        available -> tell(xmpp:get_from(Presence), <<>>, <<"available">>);
        _ -> ok
    end,
    {Presence, State}.

ended(SID, JID, _Info) ->
    tell(JID, key(SID), <<"ended">>).

%% Another session may get the same JID before the first is told to be over.
key(SID) ->
    integer_to_binary(erlang:phash2(SID)).

tell(JID, Key, State) ->
    Session = {xmlel, <<"session">>,
               [{<<"xmlns">>, <<"urn:ishmael:simulator">>}, {<<"jid">>, jid:encode(JID)},
                {<<"key">>, Key}, {<<"state">>, State}],
               []},
    Message = xmpp:decode({xmlel, <<"message">>, [], [Session]}, <<"jabber:client">>, [ignore_els]),
    {_, Host, _} = jid:tolower(JID),
    ejabberd_router:route(xmpp:set_from_to(Message, jid:make(Host), component(JID))).

component(JID) ->
    {_, Host, _} = jid:tolower(JID),
    jid:make(<<"pbx.", Host/binary>>).

%% The store of accounts is opened after the modules have started.
accounts() ->
    lists:foreach(
      fun(Host) -> accounts(Host, gen_mod:get_module_opt(Host, ?MODULE, accounts)) end,
      ejabberd_option:hosts()).

%% One account a line: name and password in base64.
accounts(Host, File) ->
    {ok, Text} = file:read_file(File),
    lists:foreach(
      fun(Line) ->
              [Name, Password] = binary:split(Line, <<" ">>),
              case ejabberd_auth:try_register(base64:decode(Name), Host, base64:decode(Password)) of
                  ok -> ok;
                  {error, exists} -> ok;
                  %% has characters that Unicode 3.2 did not know
                  {error, invalid_password} -> refused(Name)
              end
      end,
      binary:split(Text, <<"\n">>, [global, trim_all])).

refused(Name) ->
    error_logger:warning_msg("The server refuses the password of ~s~n", [base64:decode(Name)]).
