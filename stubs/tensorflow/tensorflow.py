"""Stand-in for TensorFlow: satisfies Rasa's imports and refuses every use.

Rasa 3.6 imports TensorFlow, Keras and two add-ons in modules that this project never runs. Installing the real
thing costs 2 GB and does not exist for this set of libraries; see docs/decisions/0001-rasa-als-bibliotheek.md.
"""

import importlib.abc
import importlib.machinery
import sys
import types
import typing

DOCUMENT = "docs/decisions/0001-rasa-als-bibliotheek.md"
STOOD_IN_FOR = ("tensorflow", "keras", "tensorflow_hub", "tensorflow_text", "tensorflow_addons")

__version__ = "2.12.0"


class TensorFlowIsNotInstalled(RuntimeError):
    """Something called TensorFlow. This project does without it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} werd aangeroepen, maar Startgesprek draait zonder TensorFlow. "
            f"Kies in config.yml een onderdeel dat het niet nodig heeft; waarom staat in {DOCUMENT}."
        )


class _Name(type):
    """Metaclass of every stood-in name: may be imported, subclassed and used in annotations, never called."""

    def __getattr__(cls, name: str) -> "_Name":
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(f"{cls.__module__}.{cls.__qualname__}.{name}")

    def __call__(cls, *args: object, **kwargs: object) -> object:
        # `@tf.function` and its like decorate methods while Rasa is being imported.
        if cls.__name__ == "function" and len(args) == 1 and callable(args[0]):
            return args[0]
        raise TensorFlowIsNotInstalled(f"{cls.__module__}.{cls.__qualname__}")

    def __or__(cls, other: object) -> object:
        return cls

    __ror__ = __or__


def _stand_in(path: str) -> _Name:
    module, _, name = path.rpartition(".")
    return _Name(name, (), {"__module__": module, "__qualname__": name})


class _Module(types.ModuleType):
    """A module of which every name exists."""

    __path__: typing.ClassVar[list[str]] = []

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        value = _stand_in(f"{self.__name__}.{name}")
        setattr(self, name, value)
        return value


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answers the import of any submodule of what we stand in for."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] in STOOD_IN_FOR:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run: every name is made when it is asked for."""


sys.meta_path.append(_Finder())
__path__: list[str] = []


def __getattr__(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    return _stand_in(f"tensorflow.{name}")
