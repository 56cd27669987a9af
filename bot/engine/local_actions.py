"""Rasa's action endpoint without HTTP: custom actions run in this process (docs/decisions/0001)."""

from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from intake.turn import under_way


class LocalActions(EndpointConfig):
    """Runs an action where Rasa would post it to an action server.

    Rasa goes on after an action that failed and loses its events; a turn may not be half done, so the failure is
    kept with the turn and raised again by whoever began it.
    """

    def __init__(self) -> None:
        super().__init__(url="local", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")
        # Rasa holds every reply of an action server against a JSON schema, which takes four fifths of a turn's time;
        # this reply was made by the SDK itself and never left the process.
        RemoteAction._validate_action_result = lambda action, result: True

    async def request(self, *args: object, **kwargs: Any) -> dict[str, Any] | None:  # noqa: ANN401 - Rasa's own signature
        try:
            return await self._executor.run(kwargs["json"])
        except Exception as failure:
            turn = under_way.get(None)
            if turn is not None:
                turn.failure = failure
            raise
