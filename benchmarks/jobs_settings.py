"""Settings of `jobs`: the site, and an address that asks for a job."""

from conspectus.site.settings import *  # noqa: F403

ROOT_URLCONF = "jobs_counted"
