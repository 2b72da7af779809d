"""The files beside the pages, for a generator that runs no hooks."""

from calc.fence import command, site

if __name__ == "__main__":
    command.run("calc.fence.site", __doc__ or "", site.write)
