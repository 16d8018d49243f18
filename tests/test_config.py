"""Settings come from the environment, once, and a wrong one is named."""

from pathlib import Path

import pytest

from bot.config import Settings, Shards, parse_shards
from bot.errors import ConfigError


def test_nothing_set_gives_the_defaults():
    settings = Settings.from_env({})
    assert (settings.token, settings.data, settings.recaps, settings.prefix) == (
        None,
        Path("data"),
        Path("recaps"),
        "!",
    )
    assert settings.message_content == "auto"
    assert settings.shared_db == Path("data/shared.db")


def test_the_token_is_read_from_its_file_and_never_shown(tmp_path):
    secret = tmp_path / "token"
    secret.write_text("s3cret\n")
    settings = Settings.from_env({"DISCORD_TOKEN_FILE": str(secret)})
    assert settings.token == "s3cret"
    assert "s3cret" not in repr(settings)


def test_an_unreadable_token_file_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"DISCORD_TOKEN_FILE names .*nowhere"):
        Settings.from_env({"DISCORD_TOKEN_FILE": str(tmp_path / "nowhere")})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RECAPBOT_MESSAGE_CONTENT", "maybe"),
        ("RECAPBOT_LOG", "loud"),
        ("RECAPBOT_PREFIX", "a very long prefix"),
        ("RECAPBOT_SHARDS", "4-2/8"),
        ("RECAPBOT_SHARDS", "0-8/8"),
        ("RECAPBOT_SHARDS", "0"),
        ("RECAPBOT_HEALTH_ADDR", "8080x"),
        ("DISCORD_API_URL", "discord.example"),
        ("DISCORD_GATEWAY_URL", "http://discord.example"),
        ("RECAPBOT_REDIS_URL", "http://redis"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_write_instead(name, value):
    with pytest.raises(ConfigError, match=name):
        Settings.from_env({name: value})


@pytest.mark.parametrize(
    ("text", "shards"),
    [
        (None, None),
        ("", None),
        ("auto", Shards()),
        ("16", Shards(16)),
        ("0-3/16", Shards(16, (0, 1, 2, 3))),
        ("5/16", Shards(16, (5,))),
    ],
)
def test_shards_are_all_some_or_left_to_discord(text, shards):
    assert parse_shards(text) == shards


def test_the_health_address_names_host_and_port():
    assert Settings.from_env({"RECAPBOT_HEALTH_ADDR": "[::]:8080"}).health_addr == ("::", 8080)
    assert Settings.from_env({"RECAPBOT_HEALTH_ADDR": ":8080"}).health_addr == ("127.0.0.1", 8080)
